package io.github.cameljirasync.sync;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Many removals at once need a person who wants them. */
class RemovalGuardTest extends Reconciling {

    @Test
    void more_than_a_fifth_is_not_removed_unless_forced() {
        sync().addMany(50);
        sync().once();
        deleteFirst(11);
        sync().forgetRequests();

        Run run = full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.MISCONFIGURED);
        assertThat(run.reason()).contains("11 of the 50 issues").contains("jira.jql")
                .contains("'once --sync priority-vote --full --force'");
        assertThat(counts(run).archived()).isZero();
        assertThat(sync().targetRequests()).isEmpty();

        Run forced = sync().bundle().run(new RunRequest(true, false, 0, true, true));

        assertThat(forced.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(forced).archived()).isEqualTo(11);
        sync().forgetRequests();
        assertThat(full().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 12})
    void a_fifth_or_ten_issues_are_removed_without_force(int gone) {
        sync().addMany(gone == 10 ? 11 : 60);
        sync().once();
        deleteFirst(gone);

        Run run = full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).archived()).isEqualTo(gone);
    }

    @Test
    void a_guard_that_holds_stops_no_later_run_and_not_what_the_target_lacks() {
        sync().addMany(50);
        sync().once();
        deleteFirst(30);
        sync().rename("SHOP-40", "Renamed");
        full();

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().initiative("SHOP-40").title()).isEqualTo("Renamed");
    }
}
