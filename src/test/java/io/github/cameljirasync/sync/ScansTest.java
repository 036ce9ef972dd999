package io.github.cameljirasync.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Issues that many ticks find again are not read again, whatever the site's clock shows. */
class ScansTest extends SyncTest {

    private static final Instant LONG_AGO = Instant.parse("2019-05-01T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void a_tick_after_a_mass_edit_asks_jira_twice_and_the_target_nothing(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour));
        addAtOnce(900);
        sync().once();
        for (int tick = 1; tick <= 3; tick++) {
            Run run = sync().forgetRequests().once();

            assertThat(sync().jiraRequests()).isEqualTo(Map.of("GET 200", 1L, "POST 200", 1L));
            assertThat(sync().targetRequests()).isEmpty();
            assertThat(counts(run).seen()).isEqualTo(counts(run).unchanged()).isEqualTo(900);
        }
    }

    @Test
    void ten_changes_after_a_mass_edit_are_three_requests_to_jira_and_ten_patches() {
        addAtOnce(300);
        sync().once();
        IntStream.rangeClosed(1, 10).forEach(i -> sync().rename("SHOP-" + i * 7, "Renamed " + i));

        Run run = sync().forgetRequests().once();

        assertThat(sync().jiraRequests()).isEqualTo(Map.of("GET 200", 1L, "POST 200", 2L));
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 10L));
        assertThat(counts(run).seen()).isEqualTo(300);
        assertThat(counts(run).updated()).isEqualTo(10);
        sync().assertMirrored();
    }

    @Test
    void a_few_changes_of_a_quiet_project_are_read_by_the_search_itself() {
        sync().addMany(20);
        sync().once();
        sync().rename("SHOP-3", "Renamed");

        sync().forgetRequests().once();

        assertThat(sync().jiraRequests()).isEqualTo(Map.of("GET 200", 1L, "POST 200", 1L));
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L));
    }

    @Test
    void a_window_larger_than_a_page_is_scanned_in_pages() {
        sync(new SandboxOptions().pageCap(40).scanCap(100));
        addAtOnce(350);
        sync().once();
        sync().rename("SHOP-9", "Renamed");

        Run run = sync().forgetRequests().once();

        assertThat(sync().jiraRequests()).isEqualTo(Map.of("GET 200", 2L, "POST 200", 5L));
        assertThat(counts(run).updated()).isEqualTo(1);
        sync().assertMirrored();
    }

    @Test
    void an_issue_indexed_late_among_those_of_a_mass_edit_is_found() {
        addAtOnce(120);
        sandbox().issues().disappear("SHOP-60", Duration.ofDays(1));
        sync().once();
        assertThat(sandbox().initiatives().findByRef("jira", "SHOP-60")).isEmpty();
        sandbox().issues().change("SHOP-60", issue -> issue.updated(LONG_AGO));

        Run run = sync().forgetRequests().once();

        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 1L));
        sync().assertMirrored();
    }

    @Test
    void an_issue_that_waits_in_the_dead_letters_is_not_read_again_before_its_turn() {
        sync().mapping("if .external_ref == \"SHOP-2\" then .title = \"\" else . end");
        addAtOnce(120);
        sync().once();

        Run run = sync().forgetRequests().once();

        assertThat(sync().jiraRequests()).isEqualTo(Map.of("GET 200", 1L, "POST 200", 1L));
        assertThat(counts(run).waiting()).isEqualTo(1);
        assertThat(counts(run).unchanged()).isEqualTo(119);
        assertThat(counts(run).failed()).isZero();
    }

    @Test
    void an_issue_that_is_edited_while_the_scan_is_read_is_delivered_as_it_is_then() {
        addAtOnce(120);
        sync().once();
        sync().rename("SHOP-2", "First");
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1)).on(RemoteSystem.JIRA).path("bulkfetch").when(call -> {
            sync().rename("SHOP-2", "Second");
            return false;
        }));

        sync().once();

        assertThat(sync().initiative("SHOP-2").title()).isEqualTo("Second");
    }

    @Test
    void another_mapping_reads_the_fields_of_every_issue_again() {
        addAtOnce(120);
        sync().once();
        sync().stop();
        sync().mapping("if .external_ref == \"SHOP-1\" then .effort = 8 else . end").forgetRequests();

        Run run = sync().once();

        assertThat(counts(run).unchanged()).isEqualTo(119);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L));
    }

    @Test
    void a_mapping_that_is_taken_back_half_way_leaves_nothing_of_itself() throws Exception {
        addAtOnce(150);
        sync().once();
        sync().stop();
        sandbox().faults().add(Fault.latency(Duration.ofMillis(10)).on(RemoteSystem.PRIORITY_VOTE).always());
        sync().with("sync.concurrency", "1").mapping(".effort = 8");
        stopAfterWrites(40);
        sync().mapping(".");

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);

        assertThat(sandbox().initiatives().all()).allSatisfy(one -> assertThat(one.effort()).isEqualTo(1));
    }

    @Test
    void a_first_sync_that_is_broken_off_goes_on_where_it_was_in_whatever_order_pages_come() throws Exception {
        sync(new SandboxOptions().pageCap(50).scanCap(5_000).writeLatency(Duration.ofMillis(10))).with("sync.concurrency", "2").addMany(200);
        sandbox().searchQuirks().unordered(true);
        stopAfterWrites(120);
        int before = sandbox().initiatives().size();
        assertThat(sync().watermark()).isEmpty();

        Run run = sync().forgetRequests().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).created()).isEqualTo(200 - before);
        assertThat(searches()).hasSize(1);
        assertThat(sync().watermark()).isPresent();
        sync().assertMirrored();
    }

    @Test
    void a_search_that_changes_on_every_reading_leaves_the_watermark_and_the_next_run_is_sure() {
        sync(new SandboxOptions().pageCap(5)).addMany(20);
        AtomicInteger edits = new AtomicInteger();
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1)).on(RemoteSystem.JIRA).when(call -> {
            if (call.path().contains("/search")) {
                int edit = edits.getAndIncrement();
                sync().rename("SHOP-" + (edit % 20 + 1), "Edit " + edit);
            }
            return false;
        }));

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().watermark()).isEmpty();

        sandbox().faults().clear();
        sync().once();
        assertThat(sync().watermark()).isPresent();
        sync().assertMirrored();
    }

    private void addAtOnce(int count) {
        for (int i = 1; i <= count; i++) {
            int number = i;
            sandbox().issues().add(SyncFixture.PROJECT, issue -> issue.summary("Issue number " + number).updated(LONG_AGO));
        }
    }

    private void stopAfterWrites(int writes) throws Exception {
        sync().forgetRequests();
        CompletableFuture<Run> running = CompletableFuture.supplyAsync(sync()::once);
        await().until(() -> sandbox().requests().count(RemoteSystem.PRIORITY_VOTE) >= writes || running.isDone());
        sync().stop();
        assertThat(running.get(10, TimeUnit.SECONDS).outcome()).isEqualTo(RunOutcome.STOPPED);
    }

    private List<RecordedRequest> searches() {
        return sandbox().requests().matching(request -> request.path().contains("/search"));
    }
}
