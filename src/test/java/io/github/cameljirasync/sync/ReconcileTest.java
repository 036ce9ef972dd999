package io.github.cameljirasync.sync;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is gone in Jira is archived at the target, and what the target lacks is delivered, whoever missed it. */
class ReconcileTest extends SyncTest {

    /** What is deleted at the target is another test's. */
    @Override
    SyncFixture sync(SandboxOptions options) {
        return super.sync(options).with("sync.look-ups", "0");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void a_deleted_issue_is_archived(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).addMany(5);
        sync().once();
        sandbox().issues().delete("SHOP-3");

        Run run = full();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).archived()).isEqualTo(1);
        assertArchived("SHOP-3");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_archived_issue_is_archived(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).addMany(5);
        sync().once();
        sandbox().issues().archive("SHOP-3");

        full();

        assertArchived("SHOP-3");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_whose_status_has_left_the_filter_is_archived(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).with("jira.jql", "project = SHOP AND status != Done").addMany(5);
        sync().once();
        sandbox().issues().change("SHOP-3", issue -> issue.status("Done"));

        full();

        assertArchived("SHOP-3");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_that_was_moved_out_of_the_project_is_archived_under_its_former_key(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).addMany(5);
        sandbox().issues().addProject("OPS", "Operations");
        sync().once();
        sandbox().issues().move("SHOP-3", "OPS");

        full();

        assertArchived("SHOP-3");
        assertThat(sandbox().initiatives().findByRef("jira", "OPS-1")).isEmpty();
    }

    @Test
    void several_reasons_at_once_cost_one_look_up_one_search_one_myself_and_a_patch_each() {
        sync().with("jira.jql", "project = SHOP AND status != Done").addMany(40);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sandbox().issues().archive("SHOP-4");
        sandbox().issues().change("SHOP-5", issue -> issue.status("Done"));
        sync().forgetRequests();

        Run run = full();

        assertArchived("SHOP-3", "SHOP-4", "SHOP-5");
        assertThat(counts(run).archived()).isEqualTo(3);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 3L));
        // /myself, the ordinary search, the census, bulk fetch, the members, /myself
        assertThat(paths()).containsExactly("myself", "search/jql", "search/jql", "issue/bulkfetch", "search/jql",
                "myself");
    }

    @Test
    void a_second_reconcile_does_nothing_at_the_target_and_asks_for_no_issue_again() {
        sync().addMany(20);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        full();
        sync().forgetRequests();

        Run again = full();

        assertThat(counts(again).archived()).isZero();
        assertThat(sync().targetRequests()).isEmpty();
        assertThat(paths()).containsExactly("myself", "search/jql", "search/jql");
    }

    @Test
    void what_is_to_be_left_is_left_and_asked_for_only_once() {
        sync().with("sync.on-archive", "leave").addMany(20);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sync().forgetRequests();

        Run run = full();

        assertThat(counts(run).archived()).isZero();
        assertThat(sync().targetRequests()).isEmpty();
        assertThat(sync().initiative("SHOP-3").archived()).isFalse();
        sync().forgetRequests();
        full();
        assertThat(paths()).containsExactly("myself", "search/jql", "search/jql");
    }

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
    void all_of_it_works_on_postgresql() throws Exception {
        sync().with("state.url", Backend.POSTGRESQL.freshUrl(folder)).with("sync.reconcile-after", "1ms");
        sync().with("jira.jql", "project = SHOP AND status != Done").addMany(120);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sandbox().issues().change("SHOP-4", issue -> issue.status("Done"));
        sync().execute("DELETE FROM jira_sync_link WHERE issue_key = 'SHOP-5'");
        sync().execute("UPDATE jira_sync_progress SET watermark = watermark + 3600000");

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).archived()).isEqualTo(2);
        assertThat(counts(run).updated()).isEqualTo(1);
        assertArchived("SHOP-3", "SHOP-4");
        sync().forgetRequests().once();
        assertThat(sync().targetRequests()).isEmpty();
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

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_that_search_shows_later_than_the_overlap_is_delivered(Flavour flavour) {
        Instant[] now = {Instant.now().minus(Duration.ofHours(30))};
        sync(new SandboxOptions().flavour(flavour).clock(new MovableClock(now))).add("Seen at once");
        sandbox().issues().indexLag(Duration.ofHours(2));
        sync().add("Indexed late");
        sync().rename("SHOP-1", "Indexed late as well");
        sandbox().issues().indexLag(Duration.ZERO);
        now[0] = now[0].plus(Duration.ofHours(1));
        sync().add("Newer, and indexed at once");
        sync().once();
        now[0] = now[0].plus(Duration.ofHours(2));
        sync().forgetRequests();
        assertThat(counts(sync().once()).created()).isZero();
        sync().restart().with("sync.reconcile-after", "1ms");

        Run run = sync().once();

        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(counts(run).updated()).isEqualTo(1);
        sync().assertMirrored();
        sync().forgetRequests().once();
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void an_issue_that_comes_into_the_filter_without_a_change_is_delivered() {
        sync().with("jira.jql", "project = SHOP AND labels = shown").add("Plain");
        sandbox().issues().change("SHOP-1", issue -> issue.labels("shown"));
        sync().add("Hidden");
        sync().once();
        Instant longAgo = Instant.now().minus(Duration.ofDays(3));
        sandbox().issues().change("SHOP-2", issue -> issue.labels("shown").updated(longAgo));
        sync().restart().with("sync.reconcile-after", "1ms");

        assertThat(counts(sync().once()).created()).isEqualTo(1);
        sync().assertMirrored();
    }

    @Test
    void an_issue_that_comes_back_is_opened_again() {
        sync().addMany(5);
        sync().once();
        sandbox().issues().archive("SHOP-3");
        full();
        assertArchived("SHOP-3");
        Instant longAgo = Instant.now().minus(Duration.ofDays(3));
        sandbox().issues().change("SHOP-3", issue -> issue.updated(longAgo));
        sandbox().issues().restore("SHOP-3");
        sync().forgetRequests().restart().with("sync.reconcile-after", "1ms");

        sync().once();

        sync().assertMirrored();
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L));
    }

    @Test
    void a_change_that_the_mapping_does_not_read_is_not_taken_for_undelivered() {
        sync().addMany(5);
        sync().once();
        sandbox().issues().change("SHOP-3", issue -> issue.labels("new"));
        sync().once();
        sync().forgetRequests().restart().with("sync.reconcile-after", "1ms");

        sync().once();

        assertThat(paths()).containsExactly("myself", "search/jql", "search/jql");
    }

    @Test
    void what_waits_in_a_dead_letter_is_not_tried_again_by_each_reconcile() {
        sync().addMany(3);
        sync().mapping("if .external_ref == \"SHOP-2\" then .effort = 1000 else . end");
        sync().once();
        assertThat(sync().deadLetters()).hasSize(1);
        sync().forgetRequests().restart().with("sync.reconcile-after", "1ms");

        sync().once();

        assertThat(sync().targetRequests()).isEmpty();
        assertThat(paths()).doesNotContain("issue/bulkfetch");
        assertThat(sync().deadLetters().get(0).tries()).isEqualTo(1);
    }

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

    private Run full() {
        return sync().bundle().run(new RunRequest(true, false, 0, true));
    }

    private void deleteFirst(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> sandbox().issues().delete("SHOP-" + i));
    }

    private void backdateReconcile(Duration age) {
        sync().execute("UPDATE jira_sync_progress SET reconciled_at = " + Instant.now().minus(age).toEpochMilli());
    }

    private void assertArchived(String... keys) {
        assertThat(sandbox().initiatives().all()).filteredOn(one -> one.archived())
                .extracting(one -> one.externalRef()).containsExactlyInAnyOrder(keys);
    }

    /** The paths of the requests to Jira so far, without what all of them begin with. */
    private List<String> paths() {
        return sandbox().requests().to(RemoteSystem.JIRA).stream()
                .map(request -> request.path().replaceFirst("/rest/api/\\d/", "")).toList();
    }

    private void onCensus(int page, Runnable deed) {
        onRequest("\"fields\":[\"updated\"]", page, deed);
    }

    /** Does something when the nth request to Jira whose body holds a text arrives, before it is answered. */
    private void onRequest(String text, int nth, Runnable deed) {
        AtomicInteger seen = new AtomicInteger();
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1)).on(RemoteSystem.JIRA).when(call -> {
            if (holds(call, text) && seen.incrementAndGet() == nth) {
                deed.run();
            }
            return false;
        }));
    }

    private static boolean holds(Call call, String text) {
        return new String(call.body(), StandardCharsets.UTF_8).contains(text);
    }
}
