package io.github.cameljirasync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.Test;

/** What somebody deletes at the target is there again after the next reconcile. */
class PresenceTest extends SyncTest {

    private static final RunRequest FULL = new RunRequest(true, false, 0, true);

    @Test
    void what_was_deleted_at_the_target_is_delivered_by_the_next_reconcile() {
        sync().with("priority-vote.requests-per-second", "0").addMany(20);
        sync().once();
        IntStream.of(1, 12, 20).forEach(this::deleteAtTarget);

        Run run = sync().forgetRequests().bundle().run(FULL);

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).created()).isEqualTo(3);
        assertThat(counts(run).targetRequests()).isEqualTo(20 + 3);
        sync().assertMirrored();
    }

    @Test
    void each_reconcile_looks_up_others_so_that_all_have_their_turn() {
        sync().with("priority-vote.requests-per-second", "0").addMany(250);
        sync().once();
        IntStream.rangeClosed(1, 250).filter(i -> i % 50 == 0).forEach(this::deleteAtTarget);

        Run first = sync().bundle().run(FULL);
        Run second = sync().bundle().run(FULL);

        assertThat(counts(first).created()).isLessThan(5);
        assertThat(counts(first).created() + counts(second).created()).isEqualTo(5);
        sync().assertMirrored();
    }

    @Test
    void a_reconcile_that_is_cut_off_by_the_target_goes_on_with_the_look_ups_later() {
        sync().with("priority-vote.requests-per-second", "0").with("sync.retries", "0").addMany(20);
        sync().once();
        deleteAtTarget(20);
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).times(1));

        assertThat(sync().bundle().run(FULL).outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(sync().bundle().run(FULL).outcome()).isEqualTo(RunOutcome.FINISHED);

        sync().assertMirrored();
    }

    private void deleteAtTarget(int issue) {
        sandbox().initiatives().delete(sync().initiative("SHOP-" + issue).number());
    }
}
