package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;

import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
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

    @Test
    void goesOnAfterWhatIsWrongAndSaysWhatToDo() {
        Cli.Outcome outcome = new Cli(folder, sandbox).with("JIRA_TOKEN", "marked-token")
                .with("PRIORITY_VOTE_BACKLOG_ID", "7").run("check");

        assertThat(outcome.out()).contains("WRONG  Jira: jira refused the credential with 401",
                "look at jira.url, jira.email and jira.token",
                "WRONG  Priority.vote: the token reaches no backlog 7 (setting priority-vote.backlog-id), but: 7001 (Product"
                        + " backlog).");
        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.all()).doesNotContain("marked-token", "Exception");
    }

    @Test
    void aRefusedTokenAloneIsStatusThreeAndASiteThatIsNotThereStatusFour() {
        assertThat(new Cli(folder, sandbox).with("PRIORITY_VOTE_PAT", "wrong").run("check").status())
                .isEqualTo(ExitStatus.REFUSED);
        assertThat(new Cli(folder, sandbox).with("JIRA_URL", "http://127.0.0.1:1").run("check").status())
                .isEqualTo(ExitStatus.UNREACHABLE);
    }

    @Test
    void aFilterAndAFieldThatJiraDoesNotKnowAreNamed() {
        Cli.Outcome outcome = new Cli(folder, sandbox).with("JIRA_JQL", "nonsense = 1")
                .with("SYNC_EFFORT_FIELD", "customfield_1").run("check");

        assertThat(outcome.out()).contains("WRONG  Filter: ", "nonsense", "correct jira.jql",
                "WRONG  Fields: Jira has no field customfield_1");
        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
    }

    @Test
    void wrongSettingsAreLinesToo() {
        Cli.Outcome outcome = new Cli(folder).run("check");

        assertThat(outcome.out().lines()).hasSize(6).allMatch(line -> line.startsWith("WRONG  Setting "));
        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
    }

    @Test
    void dataCenterIsCheckedByItsOwnApi() {
        try (Sandbox dataCenter = Sandbox.start(new SandboxOptions().flavour(Flavour.DATA_CENTER))) {
            new DemoData(dataCenter.issues(), 1).seed(20, Instant.now());

            Cli.Outcome outcome = new Cli(folder, dataCenter).without("JIRA_EMAIL").run("check");

            assertThat(outcome.out()).contains("ok     Filter: Jira accepts it").doesNotContain("WRONG");
        }
    }
}
