package io.github.cameljirasync.sync;

import java.time.Duration;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of an archiving that the target does not carry out, or does without saying so. */
class FailedArchivingsTest extends Reconciling {

    @Test
    void an_archiving_that_the_target_can_not_take_now_is_tried_again_by_the_next_run() {
        sync().with("sync.retries", "1").addMany(20);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sandbox().faults().add(Fault.status(500).on(RemoteSystem.PRIORITY_VOTE).method("PATCH").times(2));

        Run run = full();

        assertThat(counts(run).failed()).isEqualTo(1);
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(counts(sync().once()).archived()).isEqualTo(1);
        assertArchived("SHOP-3");
    }

    @Test
    void an_archiving_that_the_target_refuses_for_good_is_left_to_the_next_day() {
        sync().addMany(20);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sandbox().faults().add(Fault.status(422).on(RemoteSystem.PRIORITY_VOTE).method("PATCH"));

        Run run = full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).failed()).isEqualTo(1);
        assertThat(sync().deadLetters()).isEmpty();
        sync().forgetRequests().once();
        assertThat(paths()).containsExactly("myself", "search/jql");
        backdateReconcile(Duration.ofHours(25));
        assertThat(counts(sync().once()).archived()).isEqualTo(1);
    }

    @Test
    void a_reconcile_that_was_broken_off_is_made_again_by_the_next_run() {
        sync().with("sync.retries", "0").addMany(60);
        sync().once();
        deleteFirst(10);
        sandbox().faults().add(Fault.status(503).on(RemoteSystem.PRIORITY_VOTE).method("PATCH").times(8));
        assertThat(full().outcome()).isEqualTo(RunOutcome.UNREACHABLE);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sandbox().initiatives().all()).filteredOn(one -> one.archived()).hasSize(10);
    }

    @Test
    void an_archiving_whose_answer_was_lost_is_repeated_under_the_same_key() {
        sync().addMany(20);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sync().forgetRequests();
        sandbox().faults().add(Fault.resetAfter().on(RemoteSystem.PRIORITY_VOTE).method("PATCH"));

        full();

        assertThat(sync().writes()).extracting(write -> write.idempotencyKey()).hasSize(2).doesNotContainNull()
                .containsOnly(sync().writes().get(0).idempotencyKey());
        assertArchived("SHOP-3");
    }

    @Test
    void an_initiative_that_somebody_deleted_needs_no_archiving() {
        sync().addMany(20);
        sync().once();
        sandbox().initiatives().delete(sync().initiative("SHOP-3").number());
        sandbox().issues().delete("SHOP-3");

        Run run = full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).failed()).isZero();
        sync().forgetRequests();
        full();
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void a_refused_token_of_the_target_stops_the_removal_and_keeps_the_rest_for_later() {
        sync().addMany(20);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sandbox().priorityVoteTokens().revoke(sandbox().pat());

        assertThat(full().outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(sync().deadLetters()).isEmpty();
    }
}
