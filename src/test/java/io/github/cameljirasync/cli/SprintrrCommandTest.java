package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SprintrrCommandTest extends SprintrrFixture {

    @ParameterizedTest
    @EnumSource(Backend.class)
    void connects_imports_imports_again_lists_and_revokes(Backend backend) throws IOException {
        Cli cli = start(backend);
        addMany(120);

        Cli.Outcome connected = cli.run("sprintrr", "connect");
        assertThat(connected.status()).as(connected.all()).isZero();
        assertThat(connected.out()).contains("Connected to " + sandbox.jiraUrl() + " as Sync Robot");
        cli.without("JIRA_TOKEN").without("JIRA_EMAIL").without("JIRA_URL").without("JIRA_JQL");

        Cli.Outcome first = imports(cli);
        assertThat(first.status()).as(first.all()).isZero();
        assertThat(json(first).path("created").asInt()).isEqualTo(100);
        assertThat(store.tasks()).hasSize(100).extracting(task -> task.get("external_id"))
                .contains("SHOP-120", "SHOP-21").doesNotContain("SHOP-20");

        store.sql().update("UPDATE tasks SET due_date = '2026-01-01', title = 'Mine' WHERE external_id = 'SHOP-120'");
        sandbox.issues().change("SHOP-120", issue -> issue.summary("Changed in Jira"));
        Cli.Outcome second = imports(cli);

        assertThat(json(second).path("updated").asInt()).isEqualTo(1);
        assertThat(json(second).path("unchanged").asInt()).isEqualTo(99);
        assertThat(store.tasks()).hasSize(100);
        assertThat(store.task("SHOP-120")).containsEntry("title", "Changed in Jira");
        assertThat(store.audit()).containsExactly("JIRA_CONNECTED", "JIRA_IMPORT_STARTED", "JIRA_IMPORT_COMPLETED",
                "JIRA_IMPORT_STARTED", "JIRA_IMPORT_COMPLETED");
        assertThat(store.sql().queryForList("SELECT event_type FROM activity_events WHERE project_id = '7'", String.class))
                .containsExactly("imported_from_jira", "imported_from_jira");

        JsonNode history = json(cli.run("sprintrr", "history", "--json")).path("imports");
        assertThat(history).hasSize(2);
        assertThat(history.path(1).path("status").asText()).isEqualTo("completed");
        assertThat(history.path(1).path("created").asInt()).isEqualTo(100);

        assertThat(cli.run("sprintrr", "revoke").status()).isZero();
        assertThat(store.count("jira_integrations")).isZero();
        assertThat(store.audit()).endsWith("JIRA_REVOKED");
        Cli.Outcome third = imports(cli);
        assertThat(third.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(third.err()).contains("No Jira is connected for tester");
        assertThat(sandbox.violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void imports_again_what_people_have_changed_or_removed(Backend backend) throws IOException {
        Cli cli = start(backend);
        addMany(4);
        cli.run("sprintrr", "connect");
        imports(cli);
        String title = store.task("SHOP-1").get("title").toString();
        store.sql().update("UPDATE tasks SET title = 'Mine', due_date = '2026-01-01' WHERE external_id = 'SHOP-1'");
        store.sql().update("DELETE FROM tasks WHERE external_id = 'SHOP-2'");

        JsonNode again = json(imports(cli));

        assertThat(again.path("updated").asInt()).isEqualTo(1);
        assertThat(again.path("created").asInt()).isEqualTo(1);
        assertThat(again.path("unchanged").asInt()).isEqualTo(2);
        assertThat(store.task("SHOP-1")).containsEntry("title", title).containsEntry("due_date", null);
        assertThat(store.tasks()).hasSize(4);
        assertThat(json(imports(cli)).path("unchanged").asInt()).isEqualTo(4);
    }

    @Test
    void a_refused_token_is_said_in_jira_s_words_and_not_stored() {
        Cli cli = start(Backend.SQLITE).with("JIRA_TOKEN", "wrong-token");

        Cli.Outcome outcome = cli.run("sprintrr", "connect");

        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.err()).contains("401").doesNotContain("wrong-token");
        assertThat(store.count("jira_integrations")).isZero();
        assertThat(sandbox.requests().count(RemoteSystem.JIRA, "GET", 401)).isEqualTo(1);
    }

    @Test
    void an_expired_token_fails_the_next_import_clearly() throws IOException {
        Cli cli = start(Backend.POSTGRESQL);
        addMany(3);
        cli.run("sprintrr", "connect");
        sandbox.jiraCredentials().replace(sandbox.email(), "a-new-one");

        Cli.Outcome outcome = imports(cli);

        assertThat(outcome.status()).as(outcome.all()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.err()).contains("The connection to Jira failed", "expired", "sprintrr connect");
        assertThat(store.audit()).containsExactly("JIRA_CONNECTED", "JIRA_IMPORT_STARTED", "JIRA_IMPORT_FAILED");
        assertThat(json(cli.run("sprintrr", "history", "--json")).path("imports").path(0).path("status").asText())
                .isEqualTo("failed");

        assertThat(cli.with("JIRA_TOKEN", "a-new-one").run("sprintrr", "connect").status()).isZero();
        assertThat(json(imports(cli)).path("created").asInt()).isEqualTo(3);
    }

    @Test
    void five_thousand_issues_come_in_chunks() throws IOException {
        Cli cli = start(Backend.POSTGRESQL);
        addMany(5_000);
        cli.run("sprintrr", "connect");

        JsonNode first = json(imports(cli, "--limit", "5000"));

        assertThat(first.path("created").asInt()).isEqualTo(5_000);
        assertThat(store.count("tasks")).isEqualTo(5_000);
        assertThat(json(imports(cli, "--limit", "5000")).path("unchanged").asInt()).isEqualTo(5_000);
        assertThat(store.count("tasks")).isEqualTo(5_000);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void imports_of_one_project_at_the_same_time_make_no_task_twice(Backend backend) throws Exception {
        Cli cli = start(backend);
        addMany(300);
        cli.run("sprintrr", "connect");
        // two that share a state store, and one of another machine
        try (ProgramProcess first = process("first", cli, "state"); ProgramProcess second = process("second", cli, "state");
                ProgramProcess third = process("third", cli, "other")) {
            assertThat(List.of(first.await(), second.await(), third.await())).containsOnly(0);
        }
        assertThat(store.count("tasks")).isEqualTo(300);
        assertThat(store.sql().queryForList("SELECT status FROM jira_import_jobs", String.class))
                .containsExactly("completed", "completed", "completed");
    }

    @Test
    void an_import_that_was_killed_goes_on_and_its_job_is_marked_as_failed() throws Exception {
        Cli cli = start(Backend.POSTGRESQL);
        addMany(300);
        cli.run("sprintrr", "connect");
        // the second page is late, so that the process is killed between two pages
        AtomicInteger searches = new AtomicInteger();
        sandbox.faults().add(Fault.latency(Duration.ofSeconds(30)).on(RemoteSystem.JIRA).path(".*/search/jql")
                .when(call -> searches.incrementAndGet() > 1).always());
        try (ProgramProcess killed = process("killed", cli, "state")) {
            await().atMost(Duration.ofSeconds(60)).until(() -> store.count("tasks") > 0);
        }
        sandbox.faults().clear();
        assertThat(store.count("tasks")).isLessThan(300);

        Cli.Outcome again = imports(cli, "--limit", "300");

        assertThat(again.status()).as(again.all()).isZero();
        assertThat(store.count("tasks")).isEqualTo(300);
        assertThat(store.sql().queryForList("SELECT status FROM jira_import_jobs ORDER BY started_at", String.class))
                .containsExactly("failed", "completed");
        assertThat(store.audit()).contains("JIRA_IMPORT_FAILED");
    }

    @Test
    void a_preview_shows_what_would_be_and_writes_nothing() throws IOException {
        Cli cli = start(Backend.SQLITE);
        addMany(3);
        cli.run("sprintrr", "connect");
        imports(cli, "--limit", "2");
        sandbox.issues().change("SHOP-3", issue -> issue.summary("New title"));

        Cli.Outcome preview = imports(cli, "--preview");

        assertThat(preview.status()).as(preview.all()).isZero();
        assertThat(json(preview).path("create").asInt()).isEqualTo(1);
        assertThat(json(preview).path("change").asInt()).isEqualTo(1);
        assertThat(preview.out()).contains("{\"old\":\"Issue number 3\",\"new\":\"New title\"}");
        assertThat(store.tasks()).hasSize(2);
        assertThat(store.count("jira_import_jobs")).isEqualTo(1);
    }

    @Test
    void a_filter_of_one_s_own_narrows_the_project() throws IOException {
        Cli cli = start(Backend.SQLITE);
        addMany(3);
        sandbox.issues().add("OPS", issue -> issue.summary("Elsewhere"));
        cli.run("sprintrr", "connect");

        JsonNode some = json(imports(cli, "--jql", "key = SHOP-2 OR key = OPS-1 ORDER BY created"));

        assertThat(some.path("created").asInt()).isEqualTo(1);
        assertThat(store.tasks()).extracting(task -> task.get("external_id")).containsExactly("SHOP-2");
    }

    @Test
    void a_person_at_a_terminal_is_led_through() {
        Cli cli = start(Backend.SQLITE).without("JIRA_TOKEN");
        addMany(2);
        List<String> hidden = new ArrayList<>();
        Deque<String> answers = new ArrayDeque<>(List.of(sandbox.jiraToken(), "2", "7", "y"));
        cli.atTerminal((prompt, visible) -> {
            if (!visible) {
                hidden.add(prompt);
            }
            return Optional.ofNullable(answers.poll());
        });

        Cli.Outcome connected = cli.run("sprintrr", "connect");
        assertThat(connected.status()).as(connected.all()).isZero();
        assertThat(hidden).containsExactly("API token (not shown): ");
        Cli.Outcome imported = cli.run("sprintrr", "import");

        assertThat(imported.status()).as(imported.all()).isZero();
        assertThat(imported.all()).contains("OPS", "Web shop", "title: Issue number 2", "2 created");
        assertThat(answers).isEmpty();
        assertThat(store.tasks()).hasSize(2).allSatisfy(task -> assertThat(task).containsEntry("project_id", "7"));
    }

    @Test
    void what_is_missing_is_said_in_one_sentence() {
        Cli cli = start(Backend.SQLITE);

        assertThat(cli.run("sprintrr", "import", "--project", "7").err()).contains("--jira-project");
        assertThat(cli.run("sprintrr", "import", "--jira-project", "SHOP").err()).contains("--project");
        assertThat(cli.with("BYOK_ENCRYPTION_KEY", "short").run("sprintrr", "connect").err())
                .contains("BYOK_ENCRYPTION_KEY").doesNotContain("short,");
        assertThat(cli.without("SPRINTRR_DATABASE_URL").with("BYOK_ENCRYPTION_KEY", KEY).run("sprintrr", "connect").err())
                .contains("sprintrr.database.url").hasLineCount(1);
    }

    @Test
    void tables_are_created_only_when_asked() {
        Cli cli = start(Backend.SQLITE)
                .with("SPRINTRR_DATABASE_URL", "jdbc:sqlite:" + folder.resolve("other.db"));

        Cli.Outcome without = cli.run("sprintrr", "connect");
        assertThat(without.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(without.err()).contains("--create-tables", "lacks what an import needs: tables tasks, user_profiles, milestones,")
                .doesNotContain("SQLITE_ERROR").hasLineCount(1);
        assertThat(cli.run("sprintrr", "connect", "--create-tables").status()).isZero();
    }

    @Test
    void check_looks_at_the_database_of_an_enabled_sync() {
        Cli cli = start(Backend.POSTGRESQL).with("SYNC_ENABLED", "sprintrr").with("SPRINTRR_PROJECT_ID", "7");

        assertThat(cli.run("check").out()).contains("ok     sprintrr: ", "into project 7");
        store.sql().execute("ALTER TABLE tasks DROP CONSTRAINT tasks_project_id_external_id_key");
        assertThat(cli.run("check").out()).contains("WRONG  sprintrr: ", "unique constraint on (project_id, external_id)");
        store.sql().execute("DROP TABLE tasks");
        Cli.Outcome missing = cli.run("check");
        assertThat(missing.out()).contains("WRONG  sprintrr: ", "table tasks");
        assertThat(missing.status()).isEqualTo(ExitStatus.MISCONFIGURED);
    }

    @Test
    void the_scheduled_sync_and_an_import_share_their_tasks() {
        Cli cli = start(Backend.SQLITE).with("SYNC_ENABLED", "sprintrr").with("SPRINTRR_PROJECT_ID", "7")
                .with("JIRA_JQL", "project = SHOP");
        addMany(3);
        cli.run("sprintrr", "connect");

        assertThat(cli.run("once", "--json").out()).contains("\"name\":\"sprintrr\"", "\"created\":3");
        assertThat(imports(cli).out()).contains("\"created\":0", "\"updated\":3");
        assertThat(store.tasks()).hasSize(3);
    }

    @Test
    void a_database_that_is_down_is_unreachable_and_nothing_is_lost() {
        Cli cli = start(Backend.POSTGRESQL);
        cli.run("sprintrr", "connect");

        Cli.Outcome outcome = imports(cli.with("SPRINTRR_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/nothing"));

        assertThat(outcome.status()).as(outcome.all()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(outcome.err()).contains("127.0.0.1:1").doesNotContain("Exception");
    }
}
