package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

class ManagementPortInUseTest {

    @Test
    void aPortInUseIsOneSentenceThatNamesTheSetting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Main main = new Main();
            main.setDefaultPropertyPlaceholderLocation("false");
            main.setPropertyPlaceholderLocations("classpath:camel-jira-sync/standalone.properties");
            main.addOverrideProperty("management.enabled", "true");
            main.addOverrideProperty("management.port", Integer.toString(taken.getLocalPort()));
            Throwable failure = catchThrowable(main::start);
            main.stop();

            assertThat(failure).isNotNull();
            Explanation explanation = Explanation.of(failure);
            assertThat(explanation.sentence()).startsWith("A port can't be opened").contains("setting management.port")
                    .hasLineCount(1);
            assertThat(explanation.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        }
    }
}
