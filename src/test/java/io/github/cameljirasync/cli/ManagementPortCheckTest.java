package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.junit.jupiter.api.Test;

class ManagementPortCheckTest {

    private final PropertiesComponent settings = new DefaultCamelContext().getPropertiesComponent();

    @Test
    void aPortInUseIsOneSentenceThatNamesPortAndSetting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            use("true", Integer.toString(taken.getLocalPort()));
            Explanation explanation = Explanation.of(catchThrowable(() -> ManagementPort.check(settings)));
            assertThat(explanation.sentence()).hasLineCount(1)
                    .contains("The port " + taken.getLocalPort() + " on 127.0.0.1", "setting management.port");
            assertThat(explanation.status()).isEqualTo(ExitStatus.MISCONFIGURED);

            use("false", Integer.toString(taken.getLocalPort()));
            assertThatCode(() -> ManagementPort.check(settings)).doesNotThrowAnyException();
        }
        use("true", settings.resolveProperty("management.port").orElseThrow());
        assertThatCode(() -> ManagementPort.check(settings)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNoPortIsOneSentenceToo() {
        use("true", "many");
        assertThat(catchThrowable(() -> ManagementPort.check(settings))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("The port many").hasMessageContaining("management.port");
    }

    private void use(String enabled, String port) {
        settings.addOverrideProperty("management.enabled", enabled);
        settings.addOverrideProperty("management.port", port);
    }
}
