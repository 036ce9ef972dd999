package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What failed in an import, and how it is tried again. */
class SprintrrReplayTest extends SprintrrFixture {

    private Cli failOne(Backend backend) throws IOException {
        Cli cli = start(backend);
        addMany(3);
        sandbox.issues().change("SHOP-2", issue -> issue.summary("bad"));
        connect(cli);
        refuse(backend, "bad");
        // an import needs none of the settings of the scheduled sync, and neither does its replay
        cli.without("JIRA_TOKEN").without("JIRA_EMAIL").without("JIRA_URL").without("JIRA_JQL");
        Cli.Outcome imported = imports(cli);
        assertThat(imported.status()).as(imported.all()).isEqualTo(ExitStatus.DEAD_LETTERS);
        return cli;
    }

    private static String list(Cli cli) {
        return cli.run("dead-letters", "list").out();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void what_an_import_could_not_write_is_listed_shown_and_replayed(Backend backend) throws IOException {
        Cli cli = failOne(backend);
        sandbox.issues().add("SHOP", issue -> issue.summary("Came later"));

        assertThat(list(cli)).containsPattern("1 +sprintrr:7 +SHOP-2 +rejected .* next import ");
        assertThat(cli.run("dead-letters", "show", "1").out()).contains("\"title\" : \"bad\"",
                "the next import of the issue into project 7, or by 'dead-letters replay 1'");
        Cli.Outcome failing = cli.run("dead-letters", "replay", "1");
        assertThat(failing.status()).as(failing.all()).isEqualTo(ExitStatus.DEAD_LETTERS);
        assertThat(failing.out()).startsWith("1 (SHOP-2): still failing: ");

        takeAll(backend);
        Cli.Outcome replayed = cli.run("dead-letters", "replay", "1");

        assertThat(replayed.status()).as(replayed.all()).isZero();
        assertThat(replayed.out()).isEqualToIgnoringNewLines("1 (SHOP-2): delivered");
        assertThat(store.tasks()).extracting(task -> task.get("external_id")).containsExactly("SHOP-1", "SHOP-2", "SHOP-3");
        assertThat(list(cli)).startsWith("No issue waits");
        assertThat(store.audit()).endsWith("JIRA_IMPORT_STARTED", "JIRA_IMPORT_COMPLETED");
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void an_import_of_something_else_leaves_what_has_failed_to_the_import_that_has_it() throws IOException {
        Cli cli = failOne(Backend.SQLITE);
        sandbox.issues().add("OPS", issue -> issue.summary("Elsewhere"));
        takeAll(Backend.SQLITE);

        cli.run("sprintrr", "import", "--jira-project", "OPS", "--project", "7");
        assertThat(list(cli)).contains("SHOP-2");

        assertThat(json(imports(cli)).path("created").asInt()).isEqualTo(1);
        assertThat(list(cli)).startsWith("No issue waits");
    }

    @Test
    void an_issue_that_was_deleted_leaves_the_dead_letters_of_its_import() throws IOException {
        Cli cli = failOne(Backend.SQLITE);
        sandbox.issues().delete("SHOP-2");

        Cli.Outcome replayed = cli.run("dead-letters", "replay", "--all");

        assertThat(replayed.status()).as(replayed.all()).isZero();
        assertThat(replayed.out()).startsWith("1 (SHOP-2): there is nothing to deliver any more");
        assertThat(list(cli)).startsWith("No issue waits");
        assertThat(store.tasks()).hasSize(2);
    }

    @Test
    void the_next_import_lets_go_of_an_issue_that_was_deleted() throws IOException {
        Cli cli = failOne(Backend.SQLITE);
        sandbox.issues().delete("SHOP-2");

        Cli.Outcome again = imports(cli);

        assertThat(again.status()).as(again.all()).isZero();
        assertThat(list(cli)).startsWith("No issue waits");
    }

    @Test
    void a_replay_without_a_connection_says_so_in_one_sentence() throws IOException {
        Cli cli = failOne(Backend.SQLITE);
        cli.run("sprintrr", "revoke");

        Cli.Outcome replayed = cli.run("dead-letters", "replay", "1");

        assertThat(replayed.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(replayed.err()).hasLineCount(1).contains("No Jira is connected for tester", "'sprintrr connect'");
        assertThat(list(cli)).contains("SHOP-2");
    }

    @Test
    void a_replay_that_jira_refuses_is_one_run_and_keeps_the_letter() throws IOException {
        Cli cli = failOne(Backend.SQLITE);
        sandbox.faults().add(Fault.status(400).on(RemoteSystem.JIRA).path(".*/search/jql").always());

        Cli.Outcome replayed = cli.run("dead-letters", "replay", "1");

        assertThat(replayed.status()).as(replayed.all()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(replayed.out()).startsWith("1 (SHOP-2): not tried, as the run ended early: Jira does not accept");
        assertThat(list(cli)).contains("SHOP-2");
    }
}
