package io.github.cameljirasync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameljirasync.cli.ProgramProcess;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a machine does to a process in a year: a full disk, a clock that is set, sleep, and the order to end. */
@Timeout(120)
class MachineTroubleTest extends SyncTest {

    @BeforeEach
    void setTheClock() {
        JumpingClock.reset();
    }

    @Test
    void a_full_disk_ends_the_run_with_one_sentence_and_the_next_one_goes_on() throws SQLException {
        sync().addMany(2);
        sync().once();
        sync().stop();
        String url = sync().settings().get("state.url");
        long pages = number("PRAGMA page_count");
        sync().with("state.url", url + "?max_page_count=" + (pages + 2)).addMany(300);

        Run full = sync().once();

        assertThat(full.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(full.reason()).contains("the disk is full; make room").doesNotContain("\n");
        long delivered = sandbox().initiatives().size();
        assertThat(delivered).isLessThan(302);

        sync().restart().with("state.url", url);
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sandbox().requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 409)).isZero();
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void a_process_that_may_not_write_larger_files_says_so_in_one_sentence_and_loses_nothing() throws Exception {
        sync().addMany(400);
        try (ProgramProcess child = new ProgramProcess(folder, sync().settings()).after("ulimit -f 400")) {
            child.start("once");

            assertThat(child.await()).isNotZero();
            assertThat(child.out() + child.err()).contains("state.url").doesNotContain("\tat ");
        }
        Files.deleteIfExists(folder.resolve("out"));

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sandbox().requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 409)).isZero();
        sync().assertMirrored();
    }

    @ParameterizedTest
    @ValueSource(ints = {-6, 6})
    void a_clock_that_is_set_in_the_middle_of_a_run_changes_nothing(int hours) {
        sync().withRoutes(JumpingClock::inBeans).with("sync.concurrency", "2").addMany(12);
        AtomicInteger writes = new AtomicInteger();
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1)).when(call -> {
            if (call.system() == RemoteSystem.PRIORITY_VOTE && writes.incrementAndGet() == 5) {
                JumpingClock.jump(Duration.ofHours(hours));
            }
            return false;
        }));

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        sync().rename("SHOP-3", "After the jump");
        assertThat(counts(sync().once()).updated()).isEqualTo(1);
        JumpingClock.reset();
        sync().rename("SHOP-4", "After the clock was right again");
        assertThat(counts(sync().once()).updated()).isEqualTo(1);
        sync().assertMirrored();
    }

    @Test
    void a_pause_that_was_asked_for_while_the_clock_was_wrong_does_not_last_for_hours() {
        sync().withRoutes(JumpingClock::inBeans).addMany(3);
        JumpingClock.jump(Duration.ofHours(9));
        sandbox().faults().add(Fault.tooManyRequests(Duration.ofSeconds(90)).on(RemoteSystem.PRIORITY_VOTE).times(3));
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        sandbox().faults().clear();
        assertThat(sync().restart().once().reason()).contains("no request before");

        JumpingClock.reset();
        sandbox().referee().clear();

        assertThat(sync().restart().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        sync().assertMirrored();
        sandbox().referee().clear();
    }

    @Test
    void a_dead_letter_of_a_clock_that_was_wrong_does_not_wait_for_that_time() {
        sync().withRoutes(JumpingClock::inBeans).with("sync.retries", "0").addMany(3);
        JumpingClock.jump(Duration.ofDays(30));
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).times(4));
        sync().once();
        sync().once();
        assertThat(sync().deadLetters()).isNotEmpty();
        sandbox().faults().clear();

        JumpingClock.reset();
        sync().once();

        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void an_issue_dated_in_the_future_hides_no_later_change() {
        sync().addMany(3);
        sandbox().issues().change("SHOP-3", issue -> issue.updated(Instant.now().plus(Duration.ofDays(400))));
        sync().once();
        sync().rename("SHOP-1", "Changed afterwards");

        sync().once();

        assertThat(sync().initiative("SHOP-1").title()).isEqualTo("Changed afterwards");
    }

    @Test
    void an_issue_dated_in_the_future_is_delivered_when_it_is_edited() {
        sync().addMany(3);
        sandbox().issues().change("SHOP-3", issue -> issue.updated(Instant.now().plus(Duration.ofDays(400))));
        sync().once();
        sync().rename("SHOP-3", "Changed afterwards");

        sync().once();

        assertThat(sync().initiative("SHOP-3").title()).isEqualTo("Changed afterwards");
    }

    @Test
    void a_process_told_to_stop_ends_within_20_seconds_though_a_request_hangs() throws Exception {
        // it keeps its lease, as what it sent may still be carried out
        sync().with("sync.lease", "5s").addMany(3);
        sandbox().faults().add(Fault.latency(Duration.ofSeconds(26)).on(RemoteSystem.PRIORITY_VOTE).times(3));
        try (ProgramProcess child = new ProgramProcess(folder, sync().settings())) {
            child.start("run");
            await().atMost(Duration.ofSeconds(60)).until(() -> sync().writes().size() >= 1);

            child.signal("TERM");

            assertThat(child.await()).isZero();
            assertThat(sandbox().initiatives().all()).as("what the requests that hang are about").isEmpty();
            assertThat(child.err()).doesNotContain("\tat ");
        }
        sandbox().faults().clear();
        sync().with("sync.retry-delay", "500").once();
        assertThat(sandbox().requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 409)).isLessThanOrEqualTo(20);
        await().atMost(Duration.ofSeconds(60)).until(() -> sync().byHand().outcome() == RunOutcome.FINISHED
                && sync().deadLetters().isEmpty());
        sync().assertMirrored();
    }

    @Test
    void a_machine_that_slept_makes_up_for_the_ticks_it_missed_with_one_run() throws Exception {
        sync().with("sync.cron", "* * * * * ?").addMany(1);
        try (ProgramProcess child = new ProgramProcess(folder, sync().settings())) {
            child.start("run");
            await().atMost(Duration.ofSeconds(60)).until(() -> runs().size() >= 3);

            child.signal("STOP");
            Instant slept = Instant.now();
            await().atMost(Duration.ofSeconds(20)).until(() -> Instant.now().isAfter(slept.plusSeconds(6)));
            Instant awake = Instant.now();
            child.signal("CONT");
            await().atMost(Duration.ofSeconds(60)).until(() -> since(awake).size() >= 5);

            assertThat(since(awake).get(4)).as("%s", since(awake)).isAfter(awake.plusSeconds(2));
            child.signal("TERM");
            assertThat(child.await()).isZero();
        }
    }

    @Test
    void a_run_longer_than_the_schedule_delays_the_next_tick_and_doubles_none() throws Exception {
        sync().with("sync.cron", "* * * * * ?").with("sync.concurrency", "1").addMany(4);
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1200)).on(RemoteSystem.PRIORITY_VOTE).method("POST").always());
        try (ProgramProcess child = new ProgramProcess(folder, sync().settings())) {
            child.start("run");
            await().atMost(Duration.ofSeconds(60)).until(() -> runs().size() >= 4);
            child.signal("TERM");
            child.await();
        }
        assertThat(sync().targetRequests()).isEqualTo(java.util.Map.of("POST 201", 4L));
        assertThat(number("SELECT COUNT(*) FROM jira_sync_run a JOIN jira_sync_run b ON a.id < b.id"
                + " AND b.started_at < a.finished_at")).isZero();
        assertThat(runs().get(1)).isAfter(runs().get(0).plusMillis(4 * 1200));
    }

    private List<Instant> since(Instant moment) throws SQLException {
        return runs().stream().filter(started -> started.isAfter(moment)).toList();
    }

    /** When the runs began, oldest first. */
    private List<Instant> runs() throws SQLException {
        if (!Files.exists(Path.of(sync().settings().get("state.url").replace("jdbc:sqlite:", "")))) {
            return List.of();
        }
        List<Instant> started = new ArrayList<>();
        try (Connection state = DriverManager.getConnection(sync().settings().get("state.url"));
                Statement statement = state.createStatement();
                ResultSet row = statement.executeQuery("SELECT started_at FROM jira_sync_run ORDER BY id")) {
            while (row.next()) {
                started.add(Instant.ofEpochMilli(row.getLong(1)));
            }
        } catch (SQLException e) {
            // the process has not made its tables yet
            return List.of();
        }
        return started;
    }

    private long number(String sql) throws SQLException {
        try (Connection state = DriverManager.getConnection(sync().settings().get("state.url"));
                Statement statement = state.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }
}
