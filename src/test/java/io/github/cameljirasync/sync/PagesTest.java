package io.github.cameljirasync.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever pages Jira gives, each issue arrives once and as it is now. */
class PagesTest extends SyncTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void every_issue_arrives_once_whatever_the_length_of_a_page(int cap) {
        sync(new SandboxOptions().pageCap(cap)).addMany(23);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 23L));
        assertThat(counts(run).seen()).isEqualTo(23);
        sync().assertMirrored();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void every_issue_of_data_center_arrives_once_whatever_the_length_of_a_page(int cap) {
        sync(new SandboxOptions().flavour(Flavour.DATA_CENTER).pageCap(cap)).addMany(23);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 23L));
        assertThat(counts(run).seen()).isEqualTo(23);
        sync().assertMirrored();
    }

    @Test
    void short_pages_and_empty_pages_with_a_token_are_not_the_end() {
        sync(new SandboxOptions().pageCap(5)).addMany(40);
        sandbox().searchQuirks().shortPages(true);
        sandbox().searchQuirks().emptyPages(3);
        sandbox().searchQuirks().isLastMissing(true);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 40L));
        sync().assertMirrored();
    }

    @Test
    void an_issue_that_stands_on_two_pages_is_one_issue() {
        sync(new SandboxOptions().pageCap(5)).addMany(20);
        sandbox().searchQuirks().repeatedIssues(3);

        Run run = sync().once();

        assertThat(counts(run).seen()).isEqualTo(20);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 20L));
    }

    @Test
    void a_token_that_comes_twice_ends_the_run_as_incomplete_and_the_next_run_reads_all() {
        sync(new SandboxOptions().pageCap(5)).addMany(20);
        sandbox().searchQuirks().repeatedTokens(1);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(run.reason()).contains("incomplete").contains("token");
        assertThat(sync().watermark()).isEmpty();
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 20L));
        sync().assertMirrored();
    }

    @Test
    void a_token_that_always_comes_twice_does_not_keep_the_run_going() {
        sync(new SandboxOptions().pageCap(5)).addMany(20);
        sandbox().searchQuirks().repeatedTokens(1000);

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(sandbox().requests().count(RemoteSystem.JIRA)).isLessThan(6);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_edited_while_pages_are_read_arrives_with_its_newest_title(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour).pageCap(4)).addMany(21);
        onSearch(3, () -> sync().rename("SHOP-2", "Edited meanwhile"));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().initiative("SHOP-2").title()).isEqualTo("Edited meanwhile");
        assertThat(counts(run).created()).isEqualTo(21);
        assertThat(counts(run).done()).isEqualTo(counts(run).seen()).isEqualTo(22);
        sync().assertMirrored();
    }

    @Test
    void issues_that_slip_over_the_border_of_a_page_of_cloud_are_not_missed() {
        sync(new SandboxOptions().pageCap(5)).addMany(30);
        onSearch(2, () -> IntStream.of(1, 2).forEach(i -> sync().rename("SHOP-" + i, "Early " + i)));
        onSearch(4, () -> sync().rename("SHOP-4", "Fourth"));
        onSearch(9, () -> sync().rename("SHOP-5", "Edited while it is read again"));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        sync().assertMirrored();
        assertThat(counts(run).created()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void issues_that_slip_over_the_border_of_a_page_of_data_center_are_not_missed(int cap) {
        sync(new SandboxOptions().flavour(Flavour.DATA_CENTER).pageCap(cap)).with("priority-vote.requests-per-second", "150")
                .addMany(30);
        onSearch(2, () -> IntStream.of(1, 2).forEach(i -> sync().rename("SHOP-" + i, "Early " + i)));
        onSearch(3, () -> sync().rename("SHOP-4", "Fourth"));
        onSearch(4, () -> sandbox().issues().delete("SHOP-3"));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        sandbox().issues().all().forEach(issue ->
                assertThat(sync().initiative(issue.key()).title()).isEqualTo(issue.summary()));
        assertThat(sandbox().initiatives().size()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Auckland", "America/St_Johns", "UTC", "Asia/Kathmandu", "Pacific/Pago_Pago"})
    void the_time_zone_of_the_account_changes_nothing(String zone) {
        sync(new SandboxOptions().accountZone(ZoneId.of(zone))).with("sync.overlap", "1m").addMany(5);
        sync().once();
        sync().rename("SHOP-3", "Renamed");
        sync().forgetRequests().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L));
        sync().assertMirrored();
        assertThat(searches()).allSatisfy(search -> assertThat(search).containsPattern("updated >= \\d{13} ORDER"));
    }

    @Test
    void the_hour_that_daylight_time_repeats_is_not_read_twice_nor_missed() {
        Instant end = Instant.parse("2026-04-04T14:00:00Z");
        Instant[] now = {end.minus(Duration.ofMinutes(90))};
        sync(new SandboxOptions().accountZone(ZoneId.of("Pacific/Auckland")).clock(new MovableClock(now)))
                .with("sync.overlap", "1m");
        for (int i = 1; i <= 12; i++) {
            now[0] = now[0].plus(Duration.ofMinutes(15));
            sync().add("Quarter " + i);
            Run run = sync().once();
            assertThat(counts(run).created()).isEqualTo(1);
            assertThat(counts(run).seen()).isLessThanOrEqualTo(2);
        }
        sync().assertMirrored();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "project = SHOP ORDER BY created DESC",
        "project = SHOP order  by  updated desc",
        "project = SHOP AND summary !~ \"R&D (100%41) + #1? a) & b=c 'order by' RAW(x)\"",
    })
    void the_users_own_words_are_kept_and_his_order_is_not(String jql) {
        sync().with("jira.jql", jql);
        sandbox().issues().addProject("INT", "Reserved word");
        sync().addMany(3);
        sync().once();
        sync().rename("SHOP-2", "Renamed");
        sandbox().issues().add("OPS", issue -> issue.summary("Of another project"));

        Run run = sync().forgetRequests().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L));
        assertThat(searches()).allSatisfy(search ->
                assertThat(search).contains(") AND updated >= ").contains(" ORDER BY updated ASC, key ASC"));
    }

    @Test
    void an_issue_that_search_shows_two_minutes_late_is_delivered_by_a_later_run() {
        Instant[] now = {Instant.parse("2026-03-01T10:00:00Z")};
        sync(new SandboxOptions().clock(new MovableClock(now))).add("Seen at once");
        sandbox().issues().indexLag(Duration.ofMinutes(2));
        sync().add("Indexed late");
        sandbox().issues().indexLag(Duration.ZERO);
        now[0] = now[0].plusSeconds(60);
        sync().add("Newer, and indexed at once");
        assertThat(counts(sync().once()).created()).isEqualTo(2);
        now[0] = now[0].plusSeconds(120);

        assertThat(counts(sync().once()).created()).isEqualTo(1);
        sync().assertMirrored();
    }

    @Test
    void a_filter_that_jira_refuses_is_a_wrong_setting_and_says_which() {
        sync().with("jira.jql", "project = NOSUCH").addMany(1);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.MISCONFIGURED);
        assertThat(run.reason()).contains("jira.jql").contains("NOSUCH");
    }

    private List<String> searches() {
        return sandbox().requests().matching(request -> request.path().contains("/search"))
                .stream().map(RecordedRequest::body).toList();
    }

    /** Does something when the nth search arrives, before it is answered. */
    private void onSearch(int nth, Runnable deed) {
        AtomicInteger searches = new AtomicInteger();
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1)).on(RemoteSystem.JIRA).when(call -> {
            if (isSearch(call) && searches.incrementAndGet() == nth) {
                deed.run();
            }
            return false;
        }));
    }

    private static boolean isSearch(Call call) {
        return call.path().contains("/search");
    }
}
