package io.github.cameljirasync.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.FailedIssue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An issue that can't be delivered is kept and disturbs nobody; a target that is down is no issue's fault. */
class DeadLettersOnTheWireTest extends SyncTest {

    private static final String REFUSES_SHOP_2 = "if .external_ref == \"SHOP-2\" and (.title | startswith(\"Fixed\") | not)"
            + " then .title = \"\" else . end";

    @Test
    void an_issue_on_which_the_mapping_fails_is_kept_with_the_error_of_jq_and_the_others_go_on() {
        sync().mapping("if .external_ref == \"SHOP-2\" then error(\"no such team\") else . end").addMany(3);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).created()).isEqualTo(2);
        assertThat(counts(run).failed()).isEqualTo(1);
        assertThat(sync().deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.MAPPING);
            assertThat(letter.failed().error()).contains("mapping").contains("no such team");
            assertThat(letter.failed().issueKey()).isEqualTo("SHOP-2");
        });
        assertThat(sync().watermark()).isPresent();
    }

    @Test
    void a_mapping_that_goes_on_failing_is_not_counted_again_by_every_tick() {
        sync().mapping("if .external_ref == \"SHOP-2\" then error(\"no such team\") else . end").addMany(3);
        sync().once();

        Run run = sync().once();

        assertThat(counts(run).failed()).isZero();
        assertThat(counts(run).waiting()).isEqualTo(1);
        assertThat(counts(run).unchanged()).isEqualTo(2);
        assertThat(sync().deadLetters()).singleElement().satisfies(letter -> assertThat(letter.tries()).isEqualTo(1));
    }

    @Test
    void a_mended_mapping_delivers_what_it_failed_on_and_the_dead_letter_is_gone() {
        sync().mapping("if .external_ref == \"SHOP-2\" then error(\"no such team\") else . end").addMany(3);
        sync().once();
        sync().stop();
        sync().mapping(".").forgetRequests();

        Run run = sync().once();

        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 1L));
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void a_rejected_issue_is_not_sent_again_by_every_tick_but_when_it_changes() {
        sync().mapping(REFUSES_SHOP_2).addMany(3);
        sync().once();
        sync().forgetRequests();

        Run waiting = sync().once();

        assertThat(sync().targetRequests()).isEmpty();
        assertThat(counts(waiting).failed()).isZero();
        assertThat(counts(waiting).waiting()).isEqualTo(1);
        assertThat(counts(waiting).unchanged()).isEqualTo(2);
        assertThat(sync().deadLetters()).hasSize(1);

        sync().rename("SHOP-2", "Fixed");
        Run run = sync().once();
        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void a_rejected_issue_that_a_person_replays_is_sent_once_more() {
        sync().mapping(REFUSES_SHOP_2).addMany(3);
        sync().once();
        sync().bundle().bean("jiraSyncDeadLetters", DeadLetters.class).requeue(sync().deadLetters().get(0).id());
        sync().forgetRequests();

        Run run = sync().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 422", 1L));
        assertThat(counts(run).failed()).isEqualTo(1);
        assertThat(counts(run).seen()).isEqualTo(3);
        assertThat(sync().forgetRequests().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void what_could_not_heal_is_delivered_by_the_next_run_even_when_search_shows_it_no_more() {
        sync().with("sync.overlap", "1s").addMany(5);
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).when(call -> names(call, "SHOP-1")).always());
        Run first = sync().once();
        assertThat(first.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(first).failed()).isEqualTo(1);
        assertThat(sync().deadLetters()).singleElement().satisfies(letter ->
                assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.RETRYABLE));
        sandbox().faults().clear();
        sync().forgetRequests();

        Run run = sync().once();

        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 1L));
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().writes()).hasSize(1);
        sync().assertMirrored();
    }

    @Test
    void what_fails_again_waits_longer_and_is_sent_once_a_run_at_the_most() {
        sync().with("sync.retries", "0").addMany(3);
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).when(call -> names(call, "SHOP-2")).always());
        sync().once();

        assertThat(counts(sync().once()).failed()).isEqualTo(1);
        sync().forgetRequests();
        Run third = sync().once();

        assertThat(sync().targetRequests()).isEmpty();
        assertThat(counts(third).waiting()).isEqualTo(1);
        assertThat(sync().deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.tries()).isEqualTo(2);
            assertThat(letter.nextTryAt()).isAfter(Instant.now().plusSeconds(200));
        });
    }

    @Test
    void a_change_that_is_interrupted_is_not_taken_for_the_one_in_the_dead_letters() {
        sync().mapping(REFUSES_SHOP_2).addMany(3);
        sync().once();
        sync().restart().mapping(".");
        sandbox().faults().add(Fault.status(401, "invalid_token").on(RemoteSystem.PRIORITY_VOTE));
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.REFUSED);

        assertThat(counts(sync().byHand()).created()).isEqualTo(1);

        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void an_issue_that_needs_nothing_any_more_leaves_the_dead_letters() {
        sync().addMany(3);
        sync().once();
        sync().restart().mapping("error(\"broken by a slip\")");
        assertThat(counts(sync().once()).failed()).isEqualTo(3);
        sync().restart().mapping(".");

        assertThat(counts(sync().once()).unchanged()).isEqualTo(3);

        sync().bundle().run(RunRequest.tick());
        assertThat(sync().deadLetters()).isEmpty();
    }

    @Test
    void a_target_that_is_not_there_ends_the_run_without_dead_letters() {
        sync().with("priority-vote.url", "http://127.0.0.1:1/api/v1").with("sync.concurrency", "4").addMany(50);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(run.reason()).contains("127.0.0.1:1");
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().watermark()).isEmpty();
        assertThat(counts(run).seen()).isLessThan(10);

        sync().stop();
        sync().with("priority-vote.url", sandbox().priorityVoteUrl());
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 50L));
        sync().assertMirrored();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void a_target_that_fails_one_issue_after_the_other_ends_the_run_soon(int atOnce) {
        sync().with("sync.concurrency", atOnce).with("sync.retries", "1").addMany(100);
        sandbox().faults().add(Fault.status(500).on(RemoteSystem.PRIORITY_VOTE).always());

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(run.reason()).contains("priority-vote").contains("500");
        assertThat(sync().deadLetters()).as("those that are unhealed, and one for the outage").hasSizeLessThanOrEqualTo(4 + 1);
        assertThat(sandbox().requests().count(RemoteSystem.PRIORITY_VOTE)).isLessThan(2 * (5 + 2L * atOnce));
        assertThat(sync().watermark()).isEmpty();

        sandbox().faults().clear();
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sandbox().requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 201)).isEqualTo(100);
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void an_outage_of_a_minute_in_the_middle_costs_nothing_but_time() {
        sync(new SandboxOptions().pageCap(10)).with("sync.concurrency", "4").addMany(60);
        sandbox().faults().add(Fault.resetBefore().on(RemoteSystem.PRIORITY_VOTE).withProbability(0.2).always());
        sandbox().faults().add(Fault.resetAfter().on(RemoteSystem.PRIORITY_VOTE).withProbability(0.2).always());

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        sandbox().faults().clear();
        sync().once();
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sandbox().initiatives().logbook()).hasSize(60);
        sync().assertMirrored();
    }

    @Test
    void a_backlog_that_does_not_exist_is_a_wrong_setting_and_no_issue_s_fault() {
        sync().with("priority-vote.backlog-id", "4711").addMany(5);
        sandbox().priorityVoteTokens().issue(new io.github.cameljirasync.sandbox.priorityvote.PersonalAccessToken(
                sandbox().pat(), "jira-sync",
                java.util.Set.of(io.github.cameljirasync.sandbox.priorityvote.PersonalAccessToken.WRITE), java.util.Set.of()));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.MISCONFIGURED);
        assertThat(run.reason()).contains("4711").contains("priority-vote.backlog-id");
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().watermark()).isEmpty();
    }

    private static boolean names(Call call, String key) {
        return new String(call.body(), java.nio.charset.StandardCharsets.UTF_8).contains("\"external_ref\":\"" + key + "\"");
    }
}
