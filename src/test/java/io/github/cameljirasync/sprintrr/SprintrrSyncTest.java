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
import org.junit.jupiter.api.AfterEach;
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
}
