package io.github.cameljirasync.sync;

import java.nio.file.Path;
import java.time.Instant;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.port.PortBehaviour;
import io.github.cameljirasync.sandbox.port.PortEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Entities go when their record goes, moves, gets shorter or is taken out, and never in masses unasked. */
class PortRemovalTest {

    /** Each label of an issue is an entity. */
    private static final String LABELS = """
            resources:
              - kind: issue
                selector:
                  query: "true"
                  jql: project is not EMPTY
                port:
                  itemsToParse: .fields.labels
                  entity:
                    mappings:
                      identifier: %s
                      title: .item
                      blueprint: '"jiraLabel"'
            """;
    private static final String LABEL_BLUEPRINT = """
            {"identifier": "jiraLabel", "title": "Label", "schema": {"properties": {}}, "relations": {}}""";

    @TempDir
    Path folder;

    @Test
    void the_entities_of_deleted_issues_are_deleted_in_one_call() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(80);
            sync.once();
            for (int i = 1; i <= 30; i++) {
                sync.sandbox().issues().delete("SHOP-" + i);
            }

            Run run = sync.forgetRequests().full(false);

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(run.kinds().all().get("issue")).containsEntry("archived", 30L);
            assertThat(sync.count(PortEvent.DELETE_CALL)).isEqualTo(1);
            sync.assertMirrored();
            assertThat(sync.forgetRequests().full(false).outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.requests()).isEmpty();
        }
    }

    @Test
    void more_than_the_threshold_is_deleted_only_by_force() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.mapping(text -> "entityDeletionThreshold: 0.2\n" + text).addMany(80);
            sync.once();
            for (int i = 1; i <= 30; i++) {
                sync.sandbox().issues().delete("SHOP-" + i);
            }

            Run guarded = sync.full(false);

            assertThat(guarded.outcome()).isEqualTo(RunOutcome.MISCONFIGURED);
            assertThat(sync.identifiers("jiraIssue")).hasSize(80);

            sync.full(true);

            sync.assertMirrored();
        }
    }

    @Test
    void a_threshold_of_zero_deletes_nothing() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.mapping(text -> "entityDeletionThreshold: 0\n" + text).addMany(5);
            sync.once();
            sync.sandbox().issues().delete("SHOP-1");

            sync.full(false);

            assertThat(sync.identifiers("jiraIssue")).hasSize(5);
            assertThat(sync.count(PortEvent.DELETE_CALL)).isZero();
        }
    }

    @Test
    void what_port_leaves_of_a_bulk_call_goes_with_the_next_ones() {
        PortBehaviour slow = PortBehaviour.standard().mostDeletedPerCall(12);
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions().port(slow))) {
            sync.addMany(80);
            sync.once();
            for (int i = 1; i <= 30; i++) {
                sync.sandbox().issues().delete("SHOP-" + i);
            }
            sync.sandbox().portEntities().clear();
            sync.sandbox().issues().all();

            Run run = sync.full(false);

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(run.counts(Instant.now()).failed()).isZero();
        }
    }

    @Test
    void a_deleted_user_goes_too() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            new DemoData(sync.sandbox().issues(), 1).seed(20, Instant.now());
            sync.once();
            String user = sync.identifiers("jiraUser").iterator().next();
            sync.sandbox().issues().directory().removeUser(user);

            Run run = sync.full(false);

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(run.kinds().all().get("user")).containsEntry("archived", 1L);
            assertThat(sync.identifiers("jiraUser")).doesNotContain(user);
        }
    }

    @Test
    void an_issue_that_the_selector_takes_no_longer_is_deleted() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.mapping(text -> text.replaceAll("(- kind: issue\\n    selector:\\n      query: ).*",
                    "$1'.fields.summary != \"secret\"'")).addMany(5);
            sync.once();
            sync.rename("SHOP-2", "secret");

            Run run = sync.forgetRequests().once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.identifiers("jiraIssue")).containsExactly("SHOP-1", "SHOP-3", "SHOP-4", "SHOP-5");
            assertThat(sync.count(PortEvent.DELETE_CALL)).isEqualTo(1);
            assertThat(sync.count(PortEvent.BULK_CALL)).isZero();

            sync.rename("SHOP-2", "public again");
            sync.once();

            sync.assertMirrored();
        }
    }

    @Test
    void a_selector_that_takes_nothing_any_more_does_not_empty_the_catalog() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.mapping(text -> "entityDeletionThreshold: 0.3\n" + text).addMany(60);
            sync.once();
            sync.restart().mapping(text -> "entityDeletionThreshold: 0.3\n" + text.replaceAll(
                    "(- kind: issue\\n    selector:\\n      query: ).*", "$1'false'"));

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.MISCONFIGURED);
            assertThat(run.reason()).contains("--force");
            assertThat(sync.identifiers("jiraIssue").size()).isGreaterThanOrEqualTo(40);

            sync.full(true);

            assertThat(sync.identifiers("jiraIssue")).isEmpty();
        }
    }

    @Test
    void a_moved_issue_is_one_entity_under_its_new_key() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.sandbox().issues().addProject("WEB", "The web");
            sync.addMany(3);
            sync.once();

            sync.sandbox().issues().move("SHOP-2", "WEB");
            sync.once();

            assertThat(sync.identifiers("jiraIssue")).containsExactly("SHOP-1", "SHOP-3", "WEB-1");
            sync.assertMirrored();
        }
    }

    @Test
    void items_that_an_issue_has_no_longer_are_deleted() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.sandbox().port().blueprints().define(LABEL_BLUEPRINT);
            sync.mappingFile(LABELS.formatted(".key + \"-\" + .item"));
            sync.sandbox().issues().add(PortFixture.PROJECT, issue -> issue.summary("One").labels("a", "b", "c"));
            sync.once();
            assertThat(sync.identifiers("jiraLabel")).containsExactly("SHOP-1-a", "SHOP-1-b", "SHOP-1-c");

            sync.sandbox().issues().change("SHOP-1", issue -> issue.labels("b", "d"));
            sync.once();

            assertThat(sync.identifiers("jiraLabel")).containsExactly("SHOP-1-b", "SHOP-1-d");
            assertThat(sync.forgetRequests().once().outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.requests()).isEmpty();
        }
    }

    @Test
    void an_entity_that_another_issue_gives_too_stays() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.sandbox().port().blueprints().define(LABEL_BLUEPRINT);
            sync.mappingFile(LABELS.formatted(".item"));
            sync.sandbox().issues().add(PortFixture.PROJECT, issue -> issue.summary("One").labels("shared", "own"));
            sync.sandbox().issues().add(PortFixture.PROJECT, issue -> issue.summary("Two").labels("shared"));
            sync.once();

            sync.sandbox().issues().change("SHOP-1", issue -> issue.labels());
            sync.once();
            assertThat(sync.identifiers("jiraLabel")).containsExactly("shared");

            sync.sandbox().issues().change("SHOP-2", issue -> issue.labels());
            sync.once();
            assertThat(sync.identifiers("jiraLabel")).isEmpty();
        }
    }

    @Test
    void a_deletion_that_fails_is_tried_again_by_the_next_run() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.sandbox().port().blueprints().define(LABEL_BLUEPRINT);
            sync.mappingFile(LABELS.formatted(".item"));
            sync.sandbox().issues().add(PortFixture.PROJECT, issue -> issue.summary("One").labels("a", "b"));
            sync.once();
            sync.sandbox().issues().change("SHOP-1", issue -> issue.labels("a"));
            sync.sandbox().faults().add(Fault.status(503).on(RemoteSystem.PORT).path("delete$").always());

            sync.once();
            assertThat(sync.deadLetters()).singleElement().satisfies(letter ->
                    assertThat(letter.failed().error()).contains("jiraLabel/b was not removed"));
            sync.sandbox().faults().clear();
            sync.once();

            assertThat(sync.identifiers("jiraLabel")).containsExactly("a");
            assertThat(sync.deadLetters()).isEmpty();
        }
    }
}
