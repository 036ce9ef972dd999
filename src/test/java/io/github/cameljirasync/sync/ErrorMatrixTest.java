package io.github.cameljirasync.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.priorityvote.Behaviour;
import io.github.cameljirasync.sandbox.priorityvote.Behaviour.ErrorShape;
import io.github.cameljirasync.sandbox.priorityvote.Behaviour.LookUpShape;
import io.github.cameljirasync.state.FailedIssue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The error matrix of Priority.vote's integration guide, on the wire. */
class ErrorMatrixTest extends SyncTest {

    private SyncFixture sync(Behaviour behaviour) {
        return sync(new SandboxOptions().priorityVote(behaviour));
    }

    @ParameterizedTest
    @EnumSource(ErrorShape.class)
    void what_exists_already_is_looked_up_and_updated(ErrorShape shape) throws IOException {
        for (LookUpShape lookUp : LookUpShape.values()) {
            sync(Behaviour.standard().errors(shape).lookUp(lookUp).numericIds(lookUp == LookUpShape.LIST)).add("Mine");
            sandbox().initiatives().add(sandbox().backlogId(), "Older", 3, "jira", "SHOP-1");

            Run run = sync().once();

            assertThat(sync().targetRequests()).as(lookUp.name())
                    .isEqualTo(Map.of("POST 409", 1L, "GET 200", 1L, "PATCH 200", 1L));
            assertThat(counts(run).updated()).isEqualTo(1);
            sync().assertMirrored();
            endSync();
        }
    }

    @Test
    void a_conflict_without_a_code_is_looked_up_too() {
        sync().add("Mine");
        sandbox().initiatives().add(sandbox().backlogId(), "Older", 3, "jira", "SHOP-1");
        sandbox().faults().add(Fault.status(409, "Conflict").on(RemoteSystem.PRIORITY_VOTE)
                .when(call -> "POST".equals(call.method())));

        sync().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 409", 1L, "GET 200", 1L, "PATCH 200", 1L));
        sync().assertMirrored();
    }

    @ParameterizedTest
    @EnumSource(ErrorShape.class)
    void a_key_that_is_in_use_is_waited_for(ErrorShape shape) {
        sync(new SandboxOptions().priorityVote(Behaviour.standard().errors(shape)).writeLatency(Duration.ofMillis(1_500)))
                .with("http.response-timeout", "150").with("sync.retry-delay", "100")
                .with("sync.longest-retry-delay", "200").with("sync.retries", "50").add("Slow");

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(keys()).hasSize(1);
        assertThat(sync().targetRequests()).doesNotContainKey("GET 404").containsKey("POST 409");
        sync().assertMirrored();
    }

    @ParameterizedTest
    @EnumSource(ErrorShape.class)
    void a_refused_idempotency_key_is_replaced_once(ErrorShape shape) {
        sync(Behaviour.standard().errors(shape)).add("Key trouble");
        refuseKey(1, 422, "idempotency_key_conflict");

        Run run = sync().once();

        assertThat(counts(run).created()).as(run.reason()).isEqualTo(1);
        assertThat(keys()).hasSize(2);
        sync().assertMirrored();
    }

    @Test
    void an_idempotency_key_refused_twice_is_a_dead_letter() {
        sync().add("Key trouble");
        refuseKey(2, 400, "invalid_idempotency_key");

        Run run = sync().once();

        assertThat(counts(run).failed()).isEqualTo(1);
        assertThat(sync().deadLetters()).singleElement().satisfies(letter ->
                assertThat(letter.failed().code()).isEqualTo("invalid_idempotency_key"));
        assertThat(sandbox().requests().count(RemoteSystem.PRIORITY_VOTE)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(ErrorShape.class)
    void an_issue_that_is_not_valid_is_a_dead_letter_at_once_and_the_others_go_on(ErrorShape shape) {
        sync(Behaviour.standard().errors(shape)).mapping(
                "if .external_ref == \"SHOP-2\" then .title = \"\" else . end").addMany(3);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).created()).isEqualTo(2);
        assertThat(counts(run).failed()).isEqualTo(1);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 2L, "POST 422", 1L));
        assertThat(sync().deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.failed().issueKey()).isEqualTo("SHOP-2");
            assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.REJECTED);
            assertThat(letter.failed().status()).isEqualTo(422);
            assertThat(letter.failed().code()).isEqualTo("validation_error");
            assertThat(letter.failed().fieldErrors()).contains("title");
            assertThat(letter.nextTryAt()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "date", "none"})
    void too_many_requests_wait_and_go_on(String retryAfter) {
        sync().addMany(12);
        Fault fault = Fault.tooManyRequests().on(RemoteSystem.PRIORITY_VOTE).times(3);
        sandbox().faults().add(switch (retryAfter) {
            case "seconds" -> fault.retryAfter(Duration.ofSeconds(1));
            case "date" -> fault.retryAfterDate(Duration.ofSeconds(2));
            default -> fault;
        });

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sandbox().requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 201)).isEqualTo(12);
        sync().assertMirrored();
    }

    @Test
    void a_target_that_slows_us_down_again_and_again_costs_no_dead_letters() {
        sync(new SandboxOptions()).with("sync.retries", "2").with("sync.concurrency", "16").addMany(60);
        sandbox().faults().add(Fault.tooManyRequests().on(RemoteSystem.PRIORITY_VOTE).withProbability(0.6).always());

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void a_pause_of_more_than_a_minute_ends_the_run_soon() {
        sync().addMany(10);
        sandbox().faults().add(Fault.tooManyRequests(Duration.ofMinutes(10)).on(RemoteSystem.PRIORITY_VOTE));

        Run run = sync().once();

        assertThat(run.outcome()).as("of a run that did not wait").isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().watermark()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "503", "reset before", "reset after", "half", "html", "drip", "time-out", "503 after"})
    void what_can_heal_is_tried_again_under_the_same_key(String what) {
        sync().with("http.response-timeout", "300").with("sync.retry-delay", "100")
                .with("sync.longest-retry-delay", "400").add("Stubborn");
        sandbox().faults().add(fault(what).on(RemoteSystem.PRIORITY_VOTE).times(2));

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(keys()).hasSize(1);
        assertThat(sandbox().initiatives().logbook()).hasSize(1);
        sync().assertMirrored();
    }

    private static Fault fault(String what) {
        return switch (what) {
            case "500" -> Fault.status(500);
            case "503" -> Fault.unavailable().retryAfter(Duration.ofSeconds(1));
            case "reset before" -> Fault.resetBefore();
            case "reset after" -> Fault.resetAfter();
            case "half" -> Fault.halfAnswer();
            case "html" -> Fault.html();
            case "drip" -> Fault.drip(Duration.ofMillis(200));
            case "time-out" -> Fault.latency(Duration.ofMillis(600));
            case "503 after" -> Fault.unavailable().afterProcessing();
            default -> throw new IllegalArgumentException(what);
        };
    }

    @Test
    void a_patch_without_a_body_in_its_answer_and_ids_that_are_numbers_are_fine() {
        sync(Behaviour.standard().patchNoContent(true).numericIds(true)).add("First");
        sync().once();
        sync().rename("SHOP-1", "Second");

        assertThat(counts(sync().once()).updated()).isEqualTo(1);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 1L, "PATCH 204", 1L));
        sync().assertMirrored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "503", "reset before", "half", "html"})
    void jira_may_stumble_anywhere(String what) {
        sync(new SandboxOptions().pageCap(4)).addMany(12);
        Fault fault = what.equals("429") ? Fault.tooManyRequests(Duration.ofSeconds(1)) : fault(what);
        sandbox().faults().add(fault.on(RemoteSystem.JIRA).path("myself"));
        sandbox().faults().add(fault.on(RemoteSystem.JIRA).path("search")
                .when(call -> new String(call.body(), java.nio.charset.StandardCharsets.UTF_8).contains("nextPageToken")));

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 12L));
        sync().assertMirrored();
    }

    @Test
    void a_jira_that_stays_down_ends_the_run_and_the_next_one_goes_on_where_it_stopped() {
        sync(new SandboxOptions().pageCap(4)).addMany(12);
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.JIRA).path("search").always()
                .when(call -> new String(call.body(), java.nio.charset.StandardCharsets.UTF_8).contains("nextPageToken")));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(run.reason()).contains("jira").contains("503");
        assertThat(counts(run).created()).isEqualTo(4);
        sandbox().faults().clear();
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 12L));
    }

    private void refuseKey(int times, int status, String code) {
        sandbox().faults().add(Fault.status(status, code).on(RemoteSystem.PRIORITY_VOTE).times(times));
    }

    private List<String> keys() {
        return sync().writes().stream().map(RecordedRequest::idempotencyKey).distinct().toList();
    }
}
