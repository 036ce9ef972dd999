package io.github.cameljirasync.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.port.PortBehaviour;
import io.github.cameljirasync.sandbox.port.PortEvent;
import io.github.cameljirasync.sandbox.port.RateGroup;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.FailedIssue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What Port may answer, and that nothing is lost by it. */
class PortFailuresTest {

    @TempDir
    Path folder;

    @Test
    void an_entity_that_port_refuses_is_a_dead_letter_with_its_words_and_the_others_go_on() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(30);
            sync.sandbox().port().refusals().refuse("SHOP-7", 422, "invalid_request", Integer.MAX_VALUE);

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.identifiers("jiraIssue")).hasSize(29).doesNotContain("SHOP-7");
            assertThat(sync.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.failed().issueKey()).isEqualTo("SHOP-7");
                assertThat(letter.failed().part()).isEqualTo("jiraIssue/SHOP-7");
                assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.REJECTED);
                assertThat(letter.failed().status()).isEqualTo(422);
                assertThat(letter.failed().error()).contains("invalid_request", "told to refuse SHOP-7");
            });
            assertThat(run.kinds().all().get("issue")).containsEntry("created", 29L).containsEntry("failed", 1L);

            sync.sandbox().port().refusals().clear();
            sync.rename("SHOP-7", "Now it fits");
            sync.once();

            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void an_entity_that_fails_for_now_is_tried_again_in_the_same_run() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(25);
            sync.sandbox().port().refusals().refuse("SHOP-3", 503, "busy", 2);

            sync.once();

            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void an_entity_that_fails_again_keeps_its_dead_letter_and_the_count_of_its_tries() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.mapping(text -> text.replaceFirst("(?s)resources:.*(?=  - kind: issue)", "resources:\n"));
            sync.addMany(25);
            sync.sandbox().port().refusals().refuse("SHOP-3", 503, "busy", Integer.MAX_VALUE);
            sync.once();
            DeadLetter first = sync.deadLetters().get(0);

            sync.byHand();

            assertThat(sync.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.id()).isEqualTo(first.id());
                assertThat(letter.tries()).isEqualTo(2);
                assertThat(letter.firstFailedAt()).isEqualTo(first.firstFailedAt());
            });
        }
    }

    @Test
    void a_run_with_a_limit_keeps_the_dead_letters_that_it_does_not_come_to() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(25);
            for (String key : List.of("SHOP-3", "SHOP-5", "SHOP-7")) {
                sync.sandbox().port().refusals().refuse(key, 503, "busy", Integer.MAX_VALUE);
            }
            sync.once();
            sync.sandbox().port().refusals().clear();

            sync.bundle().run(new RunRequest(false, false, 1, true));

            assertThat(sync.deadLetters()).hasSize(2);
            sync.byHand();
            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void one_entity_that_port_chokes_on_spoils_it_for_no_other() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(40);
            sync.sandbox().faults().add(Fault.status(500).on(RemoteSystem.PORT)
                    .when(call -> new String(call.body()).contains("\"SHOP-9\"")).always());

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.deadLetters()).extracting(letter -> letter.failed().issueKey()).containsExactly("SHOP-9");
            assertThat(sync.identifiers("jiraIssue")).hasSize(39);
        }
    }

    @Test
    void a_child_that_comes_before_its_parent_is_delivered_after_it() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.mapping(text -> text.replace("createMissingRelatedEntities: true", "createMissingRelatedEntities: false"));
            sync.addMany(3);
            sync.sandbox().issues().add(PortFixture.PROJECT, issue -> issue.summary("Child of the first").parent("SHOP-1"));
            sync.rename("SHOP-1", "The parent, edited last");

            sync.once();
            Run second = sync.once();

            assertThat(second.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
            assertThat(sync.entity("jiraIssue", "SHOP-4").relation("parentIssue").asText()).isEqualTo("SHOP-1");
        }
    }

    @Test
    void a_missing_relation_waits_for_the_next_run_when_its_target_does_not_come() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.mapping(text -> text.replace("createMissingRelatedEntities: true", "createMissingRelatedEntities: false")
                    .replace("project: .fields.project.key", "project: '\"ELSEWHERE\"'"));
            sync.addMany(20);

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.deadLetters()).hasSize(20).allSatisfy(letter ->
                    assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.RETRYABLE));

            sync.sandbox().issues().addProject("ELSEWHERE", "Another project");
            sync.once();

            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void a_token_that_is_refused_in_the_middle_of_a_run_is_replaced_once() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(20);
            sync.once();
            sync.sandbox().port().tokens().expireAll();
            sync.addMany(40);

            Run run = sync.forgetRequests().once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.count(PortEvent.TOKEN_ISSUED)).isEqualTo(1);
            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void tokens_of_a_short_life_lose_nothing() {
        PortBehaviour brief = PortBehaviour.standard().tokenLife(Duration.ofSeconds(1));
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions().port(brief)
                .portLatency(Duration.ofMillis(60)))) {
            sync.addMany(400);

            Run run = sync.with("sync.concurrency", 20).once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.count(PortEvent.TOKEN_ISSUED)).isGreaterThan(1);
            assertThat(sync.requests()).doesNotContainKey("POST 401");
            sync.assertMirrored();
        }
    }

    @ParameterizedTest
    @EnumSource(PortBehaviour.RateHint.class)
    void too_many_requests_wait_as_long_as_port_asks_for(PortBehaviour.RateHint hint) {
        PortBehaviour slow = PortBehaviour.standard().window(Duration.ofSeconds(1)).limit(RateGroup.BULK_UPSERT, 4)
                .hint(hint);
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions().port(slow))) {
            sync.addMany(120);

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.count(PortEvent.RATE_LIMITED)).isPositive();
            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void a_batch_that_is_too_large_is_halved() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(20);
            sync.sandbox().faults().add(Fault.status(413).on(RemoteSystem.PORT).path("/bulk$")
                    .when(call -> call.body().length > 3_000).always());

            sync.once();

            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void an_entity_that_no_request_can_hold_is_not_sent_and_its_dead_letter_says_what_to_do() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.mapping(text -> text.replace("status: .fields.status.name", "status: if .key == \"SHOP-7\" then \"x\" * 700000"
                    + " else .fields.status.name end").replace("priority: .fields.priority.name",
                            "priority: if .key == \"SHOP-7\" then \"x\" * 700000 else .fields.priority.name end"));
            sync.addMany(20);

            sync.once();

            assertThat(sync.identifiers("jiraIssue")).hasSize(19).doesNotContain("SHOP-7");
            assertThat(sync.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.failed().issueKey()).isEqualTo("SHOP-7");
                assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.REJECTED);
                assertThat(letter.failed().error()).contains("not sent: with 1,368 KiB", "port.mapping");
            });
        }
    }

    @Test
    void an_entity_that_is_too_large_alone_is_a_dead_letter_that_says_what_to_do() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(20);
            sync.sandbox().faults().add(Fault.status(413).on(RemoteSystem.PORT).path("/bulk$")
                    .when(call -> new String(call.body()).contains("\"SHOP-9\"")).always());

            sync.once();

            assertThat(sync.identifiers("jiraIssue")).hasSize(19).doesNotContain("SHOP-9");
            assertThat(sync.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.REJECTED);
                assertThat(letter.failed().status()).isEqualTo(413);
                assertThat(letter.failed().error()).contains("with 1 KiB it is larger", "port.mapping");
            });
        }
    }

    @Test
    void entities_of_many_bytes_travel_in_calls_of_less_than_a_mebibyte() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            String long90k = "x".repeat(90_000);
            sync.mapping(text -> text.replace("status: .fields.status.name", "status: .fields.status.name + \"" + long90k + '"'));
            sync.addMany(20);

            sync.once();

            assertThat(sync.requestsTo("/jiraIssue/entities/bulk")).hasSize(2);
            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void an_answer_that_is_lost_after_port_has_done_its_work_changes_nothing() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(40);
            sync.sandbox().faults().add(Fault.resetAfter().on(RemoteSystem.PORT).path("/bulk$").times(2));

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void a_refused_client_ends_the_run_and_pauses_the_sync() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(60);
            String secret = sync.settings().put("port.client-secret", "a-wrong-secret");

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
            assertThat(run.reason()).contains("port refused the credential with 401").doesNotContain("a-wrong-secret");
            assertThat(sync.deadLetters()).isEmpty();
            assertThat(sync.pause()).isNotNull();
            assertThat(sync.requests()).isEqualTo(Map.of("POST 401", 1L));
            assertThat(sync.once().outcome()).isEqualTo(RunOutcome.PAUSED);

            sync.restart().with("port.client-secret", secret);

            assertThat(sync.once().outcome()).isEqualTo(RunOutcome.FINISHED);
            sync.assertMirrored();
        }
    }

    @Test
    void tokens_that_are_over_before_they_come_to_their_turn_pause_nothing() {
        PortBehaviour brief = PortBehaviour.standard().tokenLife(Duration.ofMillis(900));
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions().port(brief))) {
            sync.addMany(20);
            sync.sandbox().faults().add(Fault.status(401).on(RemoteSystem.PORT).path("/bulk$").times(3));

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.pause()).isNull();
            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void tokens_that_are_always_over_end_the_run_and_pause_nothing() {
        PortBehaviour brief = PortBehaviour.standard().tokenLife(Duration.ofMillis(900));
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions().port(brief))) {
            sync.addMany(20);
            sync.sandbox().faults().add(Fault.status(401).on(RemoteSystem.PORT).path("/v1/blueprints").always());

            Run run = sync.once();

            assertThat(run.outcome()).isNotEqualTo(RunOutcome.REFUSED);
            assertThat(sync.pause()).isNull();
            sync.sandbox().faults().clear();
            assertThat(sync.byHand().outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void a_client_whose_fresh_token_is_refused_too_is_refused() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(20);
            sync.sandbox().faults().add(Fault.status(401).on(RemoteSystem.PORT).path("/v1/blueprints").always());

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
            assertThat(sync.requests()).isEqualTo(Map.of("POST 200", 2L, "GET 401", 2L));
        }
    }

    @Test
    void what_was_sent_before_a_kill_and_not_remembered_is_there_once_afterwards() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(40);
            sync.once();
            sync.restart().execute("UPDATE jira_sync_link SET target_id = NULL, payload_hash = NULL, issue_updated = NULL,"
                    + " delivered_at = NULL, change_id = 'x', change_hash = 'y', change_since = 1 WHERE part LIKE 'jiraIssue/%'");
            sync.execute("DELETE FROM jira_sync_progress");

            sync.once();

            assertThat(sync.identifiers("jiraIssue")).hasSize(40);
            assertThat(sync.once().counts(Instant.now()).updated()).isZero();
            sync.assertMirrored();
        }
    }

    @Test
    void an_expression_that_fails_for_a_record_leaves_the_value_at_port() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.addMany(1);
            sync.once();
            String before = sync.entity("jiraIssue", "SHOP-1").property("status").asText();
            sync.restart().mapping(text -> text.replace("status: .fields.status.name", "status: .fields.summary | tonumber"));

            Run run = sync.once();

            assertThat(run.kinds().all().get("issue")).containsEntry("updated", 1L).containsEntry("problems", 1L);
            assertThat(sync.entity("jiraIssue", "SHOP-1").property("status").asText()).isEqualTo(before).isNotEmpty();
        }
    }

    @Test
    void a_record_that_cannot_be_mapped_is_a_dead_letter_until_it_can() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.mapping(text -> text.replace("          identifier: .key\n          title: .fields.summary",
                    "          identifier: if .fields.summary == \"bad\" then error(\"no name\") else .key end\n"
                            + "          title: .fields.summary"));
            sync.add("bad");
            sync.add("good");

            sync.once();

            assertThat(sync.identifiers("jiraIssue")).containsExactly("SHOP-2");
            assertThat(sync.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.MAPPING);
                assertThat(letter.failed().error()).contains("issue SHOP-1", "mappings.identifier", "no name");
            });

            sync.rename("SHOP-1", "better");
            sync.once();

            assertThat(sync.deadLetters()).isEmpty();
            sync.assertMirrored();
        }
    }

    @Test
    void a_blueprint_that_nobody_creates_stops_the_run_with_a_sentence() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.with("port.create-resources", false).addMany(3);

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.MISCONFIGURED);
            assertThat(run.reason()).contains("Port has no blueprint 'jira");
            assertThat(sync.deadLetters()).isEmpty();
        }
    }

    @Test
    void blueprints_are_created_targets_first_and_none_is_overwritten() {
        try (PortFixture sync = new PortFixture(folder, new SandboxOptions())) {
            sync.sandbox().port().blueprints().define("""
                    {"identifier": "jiraUser", "title": "Our people", "schema": {"properties": {"mine": {"type": "string"}}},
                     "relations": {}}""");
            sync.addMany(2);

            sync.once();
            sync.addMany(1);
            sync.once();

            assertThat(sync.sandbox().port().blueprints().find("jiraUser").orElseThrow().json().path("title").asText())
                    .isEqualTo("Our people");
            assertThat(sync.sandbox().requests().matching(request -> request.system() == RemoteSystem.PORT
                    && request.path().equals("/v1/blueprints"))).extracting(request ->
                            request.body().replaceFirst(".*?\"identifier\":\"(\\w+)\".*", "$1"))
                    .containsExactly("jiraProject", "jiraTeam", "jiraIssue");
            assertThat(sync.sandbox().port().blueprints().find("jiraIssue").orElseThrow().json().path("schema"))
                    .isEqualTo(shippedIssueSchema());
        }
    }

    private static JsonNode shippedIssueSchema() {
        try {
            for (JsonNode one : new ObjectMapper()
                    .readTree(Path.of("routes/mappings/port-blueprints.json").toFile())) {
                if (one.path("identifier").asText().equals("jiraIssue")) {
                    return one.path("schema");
                }
            }
            throw new AssertionError("there is no blueprint of issues");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
