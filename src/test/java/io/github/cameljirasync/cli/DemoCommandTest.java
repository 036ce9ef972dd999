package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    private Path folder;

    @Test
    void syncsTheSandboxAndShowsChangesArriveWhateverTheEnvironmentSays() {
        Cli.Outcome outcome = new Cli(folder).with("JIRA_URL", "nonsense").with("SYNC_ENABLED", "nonsense")
                .run("demo", "--issues", "40", "--rounds", "2", "--every", "10ms");

        assertThat(outcome.status()).isEqualTo(ExitStatus.OK);
        assertThat(outcome.out()).containsPattern("http://127.0.0.1:\\d+/_sandbox/initiatives")
                .containsPattern("priority-vote: finished\\. \\d+ seen, \\d+ created, 0 updated")
                .containsPattern("Jira:    SHOP-\\d+").contains("Backlog: ").contains(" → ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDurationThatIsNoneIsAUsageError() {
        Cli.Outcome outcome = new Cli(folder).run("demo", "--for", "soon");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).contains("--for is 'soon'").hasLineCount(1);
    }
}
