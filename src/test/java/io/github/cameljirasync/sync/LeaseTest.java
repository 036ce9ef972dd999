package io.github.cameljirasync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameljirasync.cli.ProgramProcess;
import io.github.cameljirasync.cli.RunningBundle;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One run of a sync at a time, also when a process stands still, its clock is set or its state store goes away. */
@Timeout(120)
class LeaseTest extends SyncTest {

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_process_that_stood_still_longer_than_its_lease_writes_nothing_after_another_took_over(Backend backend)
            throws Exception {
        sync().with("state.url", backend.freshUrl(folder)).with("sync.concurrency", "1").with("sync.lease", "2s")
                .with("state.username", backend == Backend.POSTGRESQL ? "postgres" : "").addMany(12);
        CountDownLatch stopped = new CountDownLatch(1);
        try (ProgramProcess child = new ProgramProcess(folder, sync().settings())) {
            onWrite(4, () -> {
                child.signal("STOP");
                stopped.countDown();
            });
            child.start("once");
            assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();

            await().atMost(Duration.ofSeconds(20)).until(() -> sync().once().outcome() == RunOutcome.FINISHED);
            sync().rename("SHOP-4", "Renamed while it stood still");
            sync().once();
            long writes = writes();
            child.signal("CONT");

            assertThat(child.await()).isNotZero();
            assertThat(child.err()).contains("another process has taken over sync 'priority-vote'").doesNotContain("\tat ");
            assertThat(writes()).isEqualTo(writes);
        }
        sync().rename("SHOP-4", "Issue number 4");
        sync().once();
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sandbox().requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 409)).isZero();
        sync().assertMirrored();
    }

    @Test
    void a_process_that_stood_still_goes_on_when_nobody_took_over() throws Exception {
        sync().with("sync.concurrency", "1").with("sync.lease", "1s").addMany(6);
        CountDownLatch stopped = new CountDownLatch(1);
        try (ProgramProcess child = new ProgramProcess(folder, sync().settings())) {
            onWrite(3, () -> {
                child.signal("STOP");
                stopped.countDown();
            });
            child.start("once");
            assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
            Instant leaseHasEnded = Instant.now().plusMillis(1500);
            await().until(() -> Instant.now().isAfter(leaseHasEnded));
            child.signal("CONT");

            assertThat(child.await()).isZero();
        }
        assertThat(sync().targetRequests()).isEqualTo(java.util.Map.of("POST 201", 6L));
        sync().assertMirrored();
    }

    @Test
    void a_clock_that_jumps_forward_costs_the_run_when_another_process_took_over() {
        JumpingClock.reset();
        sync().withRoutes(JumpingClock::inBeans).with("sync.concurrency", "1").with("sync.retry-delay", "500")
                .with("sync.longest-retry-delay", "2000").addMany(8);
        CompletableFuture<Run> second = new CompletableFuture<>();
        try (RunningBundle other = new RunningBundle(folder, sync().settings())) {
            // the answer takes longer than the other process needs to see that the lease has ended
            onWrite(3, Duration.ofSeconds(2), () -> {
                JumpingClock.jump(Duration.ofHours(3));
                second.completeAsync(() -> other.run(RunRequest.tick()));
            });

            Run first = sync().once();

            assertThat(second.join().outcome()).as(second.join().reason()).isEqualTo(RunOutcome.FINISHED);
            assertThat(first.outcome()).isEqualTo(RunOutcome.FAILED);
            assertThat(first.reason()).contains("another process has taken over");
            assertThat(sync().targetRequests()).containsEntry("POST 201", first.requests().toTarget() + 5 + 1);
        }
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        sync().assertMirrored();
    }

    @Test
    void a_lease_given_by_a_clock_that_was_set_back_holds_nobody_for_hours() {
        JumpingClock.reset();
        sync().withRoutes(JumpingClock::inBeans).addMany(3);
        sync().once();
        sync().execute("INSERT INTO jira_sync_lease (sync, owner, until) VALUES ('priority-vote', 'dead', "
                + Instant.now().plusSeconds(50).toEpochMilli() + ")");
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.BUSY);

        JumpingClock.jump(Duration.ofHours(-5));

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
    }

    @Test
    void a_state_store_that_goes_away_ends_the_run_before_anything_more_is_sent() throws SQLException {
        String url = Backend.POSTGRESQL.freshUrl(folder);
        sync().with("state.url", url).with("state.username", "postgres").with("sync.concurrency", "1").addMany(8);
        onWrite(3, () -> drop(url));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.reason()).contains("state.url");
        assertThat(writes()).isEqualTo(3);
        sync().stop();
    }

    private static void drop(String url) {
        try {
            Backend.execute("DROP SCHEMA " + url.replaceFirst(".*currentSchema=", "") + " CASCADE");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long writes() {
        return sandbox().requests().count(RemoteSystem.PRIORITY_VOTE);
    }

    /** Does something once when the target gets this write, before it is answered. */
    private void onWrite(int number, Runnable deed) {
        onWrite(number, Duration.ofMillis(1), deed);
    }

    private void onWrite(int number, Duration latency, Runnable deed) {
        AtomicInteger writes = new AtomicInteger();
        sandbox().faults().add(Fault.latency(latency).when((Call call) -> {
            boolean now = call.system() == RemoteSystem.PRIORITY_VOTE && writes.incrementAndGet() == number;
            if (now) {
                deed.run();
            }
            return now;
        }));
    }
}
