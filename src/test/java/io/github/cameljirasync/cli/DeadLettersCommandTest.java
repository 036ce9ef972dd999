package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersCommandTest {

    private static final String EFFORT = "effort: effort";
    private static final String TOO_MUCH = "effort: (if .key == \"SHOP-2\" then 1000 else 1 end)";

    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    private Path folder;
    private Path mapping;
    private Cli cli;

    @BeforeEach
    void failOnce() throws Exception {
        sandbox.issues().addProject("SHOP", "Web shop");
        sandbox.issues().add("SHOP", one -> one.summary("Search by colour"));
        sandbox.issues().add("SHOP", one -> one.summary("Pay by invoice"));
        Folders.copy(Path.of("routes"), folder.resolve("routes"));
        mapping = folder.resolve("routes/mappings/priority-vote.jq");
        cli = new Cli(folder, sandbox);
        map(EFFORT, TOO_MUCH);
        assertThat(cli.run("once").status()).isEqualTo(ExitStatus.DEAD_LETTERS);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void list_names_the_issue_and_the_reason() {
        Cli.Outcome list = cli.run("dead-letters", "list");

        assertThat(list.status()).isZero();
        assertThat(list.out().lines().toList()).hasSize(2);
        assertThat(list.out().lines().toList().get(1))
                .matches("1 +priority-vote +SHOP-2 +rejected +422 validation_error +1 +on change +priority-vote rejected the request with 422 .*");
        assertThat(cli.run("dead-letters").out()).isEqualTo(list.out());
    }

    @Test
    void show_prints_all_that_is_kept_and_no_secret() {
        Cli.Outcome shown = cli.run("dead-letters", "show", "1");

        assertThat(shown.status()).isZero();
        assertThat(shown.out()).contains("SHOP-2 (id ", "422 validation_error", "\"effort\" : 1000", "\"summary\" : \"Pay by invoice\"",
                "The target's errors by field:", "dead-letters replay 1").doesNotContain(sandbox.pat(), sandbox.jiraToken());
    }

    @Test
    void an_id_that_is_not_there_is_said_to_be_unknown() {
        for (String action : new String[] {"show", "replay", "discard"}) {
            Cli.Outcome result = cli.run("dead-letters", action, "77");
            assertThat(result.status()).isEqualTo(ExitStatus.MISCONFIGURED);
            assertThat(result.err()).startsWith("There is no dead letter 77;").hasLineCount(1);
        }
    }

    @Test
    void replay_says_what_still_fails_and_delivers_when_the_cause_is_mended() throws Exception {
        Cli.Outcome failing = cli.run("dead-letters", "replay", "1");
        assertThat(failing.status()).isEqualTo(ExitStatus.DEAD_LETTERS);
        assertThat(failing.out()).startsWith("1 (SHOP-2): still failing: ").contains("effort");

        map(TOO_MUCH, "effort: 7");
        Cli.Outcome mended = cli.run("dead-letters", "replay", "1");

        assertThat(mended.out()).isEqualToIgnoringNewLines("1 (SHOP-2): delivered");
        assertThat(mended.status()).isZero();
        assertThat(sandbox.initiatives().findByRef("jira", "SHOP-2")).hasValueSatisfying(
                one -> assertThat(one.effort()).isEqualTo(7));
        assertThat(cli.run("dead-letters", "list").out()).startsWith("No issue waits");
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void replay_of_all_takes_more_than_one_run_when_there_are_many() throws Exception {
        for (int i = 0; i < 60; i++) {
            int number = i;
            sandbox.issues().add("SHOP", one -> one.summary("Story " + number));
        }
        map(TOO_MUCH, "effort: 1000");
        cli.run("once");
        assertThat(cli.run("dead-letters", "list").out().lines().count()).isEqualTo(1 + 62);

        map("effort: 1000", "effort: 7");
        Cli.Outcome replayed = cli.run("dead-letters", "replay", "--all");

        assertThat(replayed.out().lines()).hasSize(62).allMatch(line -> line.endsWith(": delivered"));
        assertThat(sandbox.initiatives().all()).hasSize(62).allMatch(one -> one.effort() == 7);
    }

    @Test
    void an_issue_that_is_gone_from_jira_leaves_the_dead_letters_and_later_runs_do_not_ask_for_it() {
        sandbox.issues().delete("SHOP-2");

        Cli.Outcome replayed = cli.run("dead-letters", "replay", "--all");

        assertThat(replayed.status()).isZero();
        assertThat(replayed.out()).startsWith("1 (SHOP-2): there is nothing to deliver any more");
        assertThat(cli.run("dead-letters", "list").out()).startsWith("No issue waits");
        sandbox.requests().clear();
        assertThat(cli.run("once").status()).isZero();
        assertThat(sandbox.requests().count(RemoteSystem.JIRA)).isEqualTo(2);
    }

    @Test
    void discard_forgets_one() {
        assertThat(cli.run("dead-letters", "discard", "1").out()).startsWith("Dead letter 1 is discarded.");
        assertThat(cli.run("dead-letters", "list").out()).startsWith("No issue waits");
    }

    @Test
    void a_running_process_and_the_commands_use_one_store_at_the_same_time() throws Exception {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        try (Bundle running = Bundle.start(cli.shell(nowhere, nowhere), Bundle.Part.SCHEDULE, Map.of())) {
            running.openState();
            assertThat(cli.run("dead-letters", "list").out()).contains("SHOP-2");
            map(TOO_MUCH, "effort: 7");
            assertThat(cli.run("dead-letters", "replay", "1").out()).contains("delivered");
            assertThat(cli.run("runs").status()).isZero();
        }
    }

    @Test
    void runs_lists_the_history_newest_first_as_a_table_and_as_json() {
        cli.run("once");

        Cli.Outcome runs = cli.run("runs");
        assertThat(runs.status()).isZero();
        assertThat(runs.out().lines().toList()).hasSize(3);
        assertThat(runs.out().lines().toList().get(2)).matches("\\d{4}-.* priority-vote +finished +2 +1 +0 +0 +0 +1 .*");
        assertThat(cli.run("runs", "--json", "--limit", "1").out())
                .contains("\"id\":2", "\"outcome\":\"finished\"").doesNotContain("\"id\":1,").hasLineCount(1);
    }

    @Test
    void history_of_a_store_that_is_not_there_makes_none() {
        Path none = folder.resolve("none.db");
        cli.with("STATE_URL", "jdbc:sqlite:" + none);

        assertThat(cli.run("runs").out()).startsWith("There has been no run yet.");
        assertThat(cli.run("dead-letters", "list").out()).startsWith("No issue waits");
        assertThat(none).doesNotExist();
    }

    private void map(String from, String to) throws Exception {
        String text = Files.readString(mapping);
        assertThat(text).contains(from);
        Files.writeString(mapping, text.replace(from, to));
    }
}
