package io.github.cameljirasync.sprintrr;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.cameljirasync.cli.RunningBundle;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunCounts;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.jira.Person;
import io.github.cameljirasync.state.Backend;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.FailedIssue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The sync on the wire and on real databases. */
class SprintrrSyncTest {

    private static final String PROJECT = "00000000-0000-4000-8000-000000000007";

    @TempDir
    private Path folder;
    private final Sandbox sandbox = Sandbox.start();
    private TaskStore store;
    private RunningBundle bundle;

    private void start(Backend backend) {
        store = new TaskStore(backend, folder);
        sandbox.issues().addProject("SHOP", "Web shop");
        sandbox.issues().addProject("OPS", "Operations");
        startBundle(Map.of());
    }

    private void startBundle(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>();
        sandbox.environment().forEach((name, value) -> settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
        settings.put("jira.jql", "project in (SHOP, OPS)");
        settings.put("jira.requests-per-second", "0");
        settings.put("sync.enabled", "sprintrr");
        settings.put("sync.retries", "0");
        settings.put("sync.retry-delay", "2");
        settings.put("state.url", "jdbc:sqlite:" + folder.resolve("state.db"));
        settings.put("sprintrr.database.url", store.url());
        settings.put("sprintrr.project-id", PROJECT);
        settings.put("sprintrr.owner", "tester");
        settings.putAll(more);
        bundle = new RunningBundle(folder, settings);
    }

    @AfterEach
    void stop() {
        if (bundle != null) {
            bundle.close();
        }
        store.close();
        sandbox.close();
    }

    private static RunCounts counts(Run run) {
        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        return run.counts(Instant.now());
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void issues_become_tasks_once_and_are_kept_up_to_date(Backend backend) {
        start(backend);
        store.sql().update("INSERT INTO user_profiles (email) VALUES ('Ann@example.com')");
        store.sql().update("INSERT INTO milestones (id, project_id, title) VALUES ('m-1', '" + PROJECT + "', 'Checkout')");
        sandbox.issues().add("SHOP", issue -> issue.type("Epic").summary("Checkout"));
        sandbox.issues().add("SHOP", issue -> issue.type("Bug").summary("Broken \"basket\"").parent("SHOP-1")
                .assignee(new Person("1", "ann", "Ann", "ann@example.com")).labels("blocked"));
        sandbox.issues().add("SHOP", issue -> issue.type("Story").summary("Pay later")
                .assignee(new Person("2", "bob", "Bob", "bob@example.com")));

        assertThat(counts(bundle.run(RunRequest.tick())).created()).isEqualTo(3);
        Map<String, Object> bug = store.task("SHOP-2");
        assertThat(bug).containsEntry("title", "Broken \"basket\"").containsEntry("status", "Blocked")
                .containsEntry("category", "Testing").containsEntry("milestone_id", "m-1")
                .containsEntry("external_url", sandbox.jiraUrl() + "/browse/SHOP-2");
        assertThat(bug.get("assigned_to").toString()).contains("Ann@example.com");
        assertThat(store.task("SHOP-3").get("assigned_to").toString()).isIn("{}", "[]");

        store.sql().update("UPDATE tasks SET category = 'Mine'");
        sandbox.issues().change("SHOP-3", issue -> issue.summary("Pay much later").status("Done"));
        RunCounts second = counts(bundle.run(RunRequest.tick()));

        assertThat(second.updated()).isEqualTo(1);
        assertThat(second.created()).isZero();
        assertThat(store.task("SHOP-3")).containsEntry("title", "Pay much later").containsEntry("status", "Completed");
        assertThat(store.tasks()).hasSize(3);
        assertThat(store.task("SHOP-2")).containsEntry("category", "Mine");
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_task_that_the_database_does_not_take_fails_alone(Backend backend) {
        start(backend);
        store.sql().execute(backend == Backend.POSTGRESQL
                ? "ALTER TABLE tasks ADD CONSTRAINT nothing_bad CHECK (title <> 'bad')"
                : "CREATE TRIGGER nothing_bad BEFORE INSERT ON tasks WHEN NEW.title = 'bad'"
                        + " BEGIN SELECT RAISE(ABORT, 'nothing_bad'); END");
        for (int i = 1; i <= 40; i++) {
            String title = i % 20 == 0 ? "bad" : "good " + i;
            sandbox.issues().add("SHOP", issue -> issue.summary(title));
        }

        RunCounts counts = counts(bundle.run(RunRequest.tick()));

        assertThat(counts.created()).isEqualTo(38);
        assertThat(counts.failed()).isEqualTo(2);
        assertThat(store.tasks()).hasSize(38);
        DeadLetters letters = bundle.bean("jiraSyncDeadLetters", DeadLetters.class);
        assertThat(letters.list("sprintrr", 10)).hasSize(2)
                .allSatisfy(letter -> {
                    assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.REJECTED);
                    assertThat(letter.failed().error()).contains("sprintrr's database does not take the task", "nothing_bad");
                    assertThat(letters.find(letter.id()).orElseThrow().failed().payload()).contains("\"title\":\"bad\"");
                });
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void an_issue_with_a_new_key_stays_the_task_that_it_was(Backend backend) {
        start(backend);
        sandbox.issues().add("SHOP", issue -> issue.summary("Moves"));
        counts(bundle.run(RunRequest.tick()));
        Object id = store.task("SHOP-1").get("id");

        sandbox.issues().move("SHOP-1", "OPS");
        assertThat(counts(bundle.run(RunRequest.tick())).updated()).isEqualTo(1);

        assertThat(store.tasks()).hasSize(1).first().satisfies(task -> assertThat(task)
                .containsEntry("id", id).containsEntry("external_id", "OPS-1")
                .containsEntry("external_url", sandbox.jiraUrl() + "/browse/OPS-1"));
    }

    @Test
    void what_has_left_the_filter_is_left_at_the_target() {
        start(Backend.SQLITE);
        sandbox.issues().add("SHOP", issue -> issue.summary("Stays"));
        sandbox.issues().add("SHOP", issue -> issue.summary("Goes"));
        counts(bundle.run(RunRequest.tick()));

        sandbox.issues().delete("SHOP-2");
        RunCounts full = counts(bundle.run(new RunRequest(true, false, 0, true)));

        assertThat(full.archived()).isZero();
        assertThat(store.tasks()).hasSize(2);
    }

    @Test
    void a_profile_that_comes_later_is_found_by_the_next_full_run() {
        start(Backend.SQLITE);
        sandbox.issues().add("SHOP", issue -> issue.summary("Waits")
                .assignee(new Person("1", "ann", "Ann", "ann@example.com")));
        counts(bundle.run(RunRequest.tick()));
        store.sql().update("INSERT INTO user_profiles (email) VALUES ('ann@example.com')");

        assertThat(counts(bundle.run(new RunRequest(true, false, 0, true))).updated()).isEqualTo(1);

        assertThat(store.task("SHOP-1")).containsEntry("assigned_to", "[\"ann@example.com\"]");
    }

    @Test
    void a_tick_that_finds_nothing_is_no_import() {
        start(Backend.SQLITE);
        sandbox.issues().add("SHOP", issue -> issue.summary("One"));

        counts(bundle.run(RunRequest.tick()));
        counts(bundle.run(RunRequest.tick()));

        assertThat(store.count("jira_import_jobs")).isEqualTo(1);
        assertThat(store.audit()).containsExactly("JIRA_IMPORT_STARTED", "JIRA_IMPORT_COMPLETED");
        assertThat(store.count("activity_events")).isEqualTo(1);
    }

    @Test
    void a_database_that_is_down_ends_the_run_and_makes_no_dead_letters() {
        start(Backend.SQLITE);
        sandbox.issues().add("SHOP", issue -> issue.summary("Waits"));
        bundle.close();
        startBundle(Map.of("sprintrr.database.url", "jdbc:postgresql://127.0.0.1:1/nothing"));

        Run run = bundle.run(RunRequest.tick());

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(run.counts(Instant.now()).failed()).isZero();
    }

    @Test
    void tables_that_are_missing_are_a_wrong_setting() {
        start(Backend.SQLITE);
        sandbox.issues().add("SHOP", issue -> issue.summary("Waits"));
        store.sql().execute("DROP TABLE tasks");

        Run run = bundle.run(RunRequest.tick());

        assertThat(run.outcome()).isEqualTo(RunOutcome.MISCONFIGURED);
        assertThat(run.reason()).contains("tasks", "--create-tables");
    }
}
