package io.github.cameljirasync.sync;

import java.time.Duration;
import java.util.List;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a run reconciles, and how few requests that costs. */
class ReconcileScheduleTest extends Reconciling {

    @Test
    void the_first_run_counts_as_a_reconcile_and_ticks_cost_two_requests_until_a_day_has_passed() {
        sync().addMany(5);
        sync().once();
        assertThat(paths()).containsExactly("myself", "search/jql");
        sync().forgetRequests().once();
        assertThat(paths()).containsExactly("myself", "search/jql");
        backdateReconcile(Duration.ofHours(25));
        sync().forgetRequests().once();
        assertThat(paths()).containsExactly("myself", "search/jql", "search/jql");
        assertThat(sync().targetRequests()).isEmpty();
        sync().forgetRequests().once();
        assertThat(paths()).containsExactly("myself", "search/jql");
    }

    @Test
    void a_census_of_five_thousand_issues_is_one_search() {
        sync(new SandboxOptions().pageCap(5000)).addMany(5000);
        sync().with("priority-vote.requests-per-second", "0").once();
        backdateReconcile(Duration.ofHours(25));
        sync().forgetRequests();

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        List<String> censuses = sandbox().requests().matching(request -> request.body().contains("\"maxResults\":5000")
                && !request.body().contains("updated >="))
                .stream().map(request -> request.body()).toList();
        assertThat(censuses).hasSize(1).allSatisfy(body -> assertThat(body).contains("\"fields\":[\"updated\"]"));
    }
}
