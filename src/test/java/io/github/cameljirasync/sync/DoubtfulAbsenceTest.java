package io.github.cameljirasync.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** As long as it is not certain that an issue is gone, nothing is archived. */
class DoubtfulAbsenceTest extends Reconciling {

    @Test
    void an_issue_that_search_does_not_show_for_a_while_stays() {
        sync().addMany(5);
        sync().once();
        sandbox().issues().disappear("SHOP-3", Duration.ofHours(1));

        Run run = full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).archived()).isZero();
        sync().assertMirrored();
    }

    @Test
    void an_issue_that_is_deleted_between_look_up_and_search_spoils_the_answer_of_no_other() {
        sync().with("jira.jql", "project = SHOP AND status != Done").addMany(40);
        sync().once();
        IntStream.rangeClosed(1, 6).forEach(i -> sandbox().issues().change("SHOP-" + i, issue -> issue.status("Done")));
        sandbox().issues().disappear("SHOP-7", Duration.ofHours(1));
        onRequest("reconcileIssues", 1, () -> sandbox().issues().delete("SHOP-2"));

        Run run = full();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().jiraRequests()).containsKey("POST 400");
        assertArchived("SHOP-1", "SHOP-2", "SHOP-3", "SHOP-4", "SHOP-5", "SHOP-6");
    }

    @Test
    void a_filter_that_jira_no_longer_accepts_in_the_middle_of_a_reconcile_archives_nothing() {
        sync().with("jira.jql", "project = SHOP AND status != Done").addMany(40);
        sync().once();
        IntStream.rangeClosed(1, 3).forEach(i -> sandbox().issues().change("SHOP-" + i, issue -> issue.status("Done")));
        sandbox().faults().add(Fault.status(400).on(RemoteSystem.JIRA).always()
                .when(call -> holds(call, "reconcileIssues") || holds(call, "\"maxResults\":1,")));

        Run run = full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.MISCONFIGURED);
        assertArchived();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_token_that_expires_in_the_middle_of_the_census_archives_nothing(int page) {
        sync(new SandboxOptions().pageCap(10)).addMany(40);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        onCensus(page, () -> sandbox().jiraCredentials().revokeAll());
        sync().forgetRequests();

        Run run = full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(sync().targetRequests()).isEmpty();
        assertThat(sandbox().initiatives().all()).noneMatch(one -> one.archived());
    }

    @Test
    void a_token_that_expires_without_a_sign_before_the_look_up_archives_nothing() {
        sync(new SandboxOptions().flavour(Flavour.DATA_CENTER)).addMany(40);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        onRequest("id in", 1, () -> sandbox().jiraCredentials().revokeAll());
        sync().forgetRequests();

        Run run = full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(sync().targetRequests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void a_token_of_data_center_that_expires_without_a_sign_archives_nothing(int page) {
        sync(new SandboxOptions().flavour(Flavour.DATA_CENTER).pageCap(10)).addMany(40);
        sync().once();
        onCensus(page, () -> sandbox().jiraCredentials().revokeAll());
        sync().forgetRequests();

        Run run = full();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertArchived();
    }

    @Test
    void a_census_that_does_not_come_to_its_end_archives_nothing_and_the_next_run_makes_another() {
        sync(new SandboxOptions().pageCap(10)).with("sync.reconcile-after", "1ms").addMany(40);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        onCensus(1, () -> sandbox().searchQuirks().repeatedTokens(1));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(run.reason()).contains("incomplete");
        assertThat(sync().initiative("SHOP-3").archived()).isFalse();
        assertThat(counts(sync().once()).archived()).isEqualTo(1);
    }

    @Test
    void census_and_look_ups_are_tried_again_when_jira_falters() {
        sync().addMany(20);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sandbox().issues().change("SHOP-4", issue -> issue.updated(Instant.now().plusSeconds(5)));
        AtomicInteger requests = new AtomicInteger();
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.JIRA).always()
                .when(call -> requests.incrementAndGet() % 2 == 0));

        Run run = full();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertArchived("SHOP-3");
    }
}
