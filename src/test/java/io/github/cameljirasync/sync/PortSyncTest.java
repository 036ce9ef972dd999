package io.github.cameljirasync.sync;

import java.nio.file.Path;
import java.time.Instant;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.port.PortEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The way of projects, users, teams and issues into Port. */
class PortSyncTest {

    @TempDir
    Path folder;

    @Test
    void a_first_run_fills_the_catalog_and_a_second_one_asks_port_for_nothing() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            new DemoData(sync.sandbox().issues(), 1).seed(300, Instant.now());
            sync.with("jira.organization-id", DemoData.ORGANIZATION);

            Run first = sync.once();

            assertThat(first.reason()).isNull();
            assertThat(first.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
            assertThat(sync.identifiers("jiraProject")).containsExactly("OPS", "PAY", "SHOP");
            assertThat(sync.identifiers("jiraUser")).hasSize(sync.sandbox().issues().directory().users().size());
            assertThat(sync.identifiers("jiraTeam")).hasSize(3);
            assertThat(sync.count(PortEvent.TOKEN_ISSUED)).isEqualTo(1);
            assertThat(sync.count(PortEvent.BULK_CALL)).isEqualTo(3 + 15);
            assertThat(first.kinds().all()).containsOnlyKeys("issue", "project", "team", "user")
                    .hasEntrySatisfying("issue", issues -> assertThat(issues.get("created") + issues.get("updated"))
                            .as("a parent that Port has created for a child is updated").isEqualTo(300));

            Run second = sync.forgetRequests().once();

            assertThat(second.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.requests()).isEmpty();
        }
    }

    @Test
    void ten_changes_are_one_bulk_call() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(100);
            sync.once();
            for (int i = 1; i <= 10; i++) {
                sync.rename("SHOP-" + i * 7, "Another summary " + i);
            }

            Run run = sync.forgetRequests().once();

            assertThat(run.kinds().all().get("issue")).containsEntry("updated", 10L).containsEntry("created", 0L);
            assertThat(sync.count(PortEvent.BULK_CALL)).isEqualTo(1);
            assertThat(sync.count(PortEvent.ENTITY_WRITTEN)).isEqualTo(10);
            sync.assertMirrored();
        }
    }

    @Test
    void port_knows_the_entities_as_those_of_this_sync() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(1);

            sync.once();

            assertThat(sync.entity("jiraIssue", "SHOP-1").datasource()).matches("camel-jira-sync/[^/]+/port");
        }
    }

    @Test
    void a_run_without_an_organization_leaves_teams_out() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            new DemoData(sync.sandbox().issues(), 1).seed(5, Instant.now());

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(run.kinds().all()).containsOnlyKeys("issue", "project", "user");
        }
    }

    @Test
    void two_thousand_issues_are_exactly_a_hundred_bulk_calls() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions().quietBookkeeping())) {
            new DemoData(sync.sandbox().issues(), 1).seedMany(2_000, Instant.now());

            Run run = sync.mapping(text -> text.substring(0, text.indexOf("  - kind: project"))
                    + text.substring(text.indexOf("  - kind: issue"))).once();

            assertThat(run.reason()).isNull();
            assertThat(sync.count(PortEvent.BULK_CALL)).isEqualTo(100);
            assertThat(sync.sandbox().portEntities().size("jiraIssue")).isEqualTo(2_000);
        }
    }
}
