package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;

import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @TempDir
    private Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        new DemoData(sandbox.issues(), 1).seed(20, Instant.now());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void saysLineByLineWhatIsRightAndWritesNothing() {
        Cli.Outcome outcome = new Cli(folder, sandbox).with("SYNC_EFFORT_FIELD", "Story Points").run("check");

        assertThat(outcome.out()).contains("ok     Jira: " + sandbox.jiraUrl() + " answers as Sync Robot",
                "time zone Europe/Warsaw", "ok     Filter: Jira accepts it and finds about ",
                "the effort is Story Points (customfield_", "reaches backlog 7001, \"Product backlog\"", "ok     State: ",
                "ok     Mapping: ", "ok     Schedule: sync priority-vote").doesNotContain("WRONG");
        assertThat(outcome.status()).isEqualTo(ExitStatus.OK);
        assertThat(sandbox.initiatives().size()).isZero();
        assertThat(sandbox.requests().count(RemoteSystem.PRIORITY_VOTE, "GET", 200)).isEqualTo(1);
        assertThat(sandbox.violations()).isEmpty();
    }
}
