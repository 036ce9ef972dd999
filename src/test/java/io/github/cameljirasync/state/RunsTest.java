package io.github.cameljirasync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunsTest extends StoreTest {

    private static final RunSummary SUMMARY = new RunSummary("ok", null, 100, 1, 2, 96, 3, 1, 4, 7);

    private Runs runs;
    private Leases leases;

    @BeforeEach
    void open() {
        runs = new Runs(store, clock, "node-1");
        leases = new Leases(store, clock, "node-1");
    }

    @Test
    void aFinishedRunIsListedWithItsNumbers() {
        Instant started = clock.instant();
        long id = runs.start("priority-vote");
        clock.advance(Duration.ofSeconds(7));
        runs.finish(id, SUMMARY);

        assertThat(runs.latest(10)).containsExactly(
                new RunRecord(id, "priority-vote", "node-1", started, clock.instant(), SUMMARY));
    }

    @Test
    void theNewestRunsComeFirstAndCanBeAskedForBySync() {
        long first = run("priority-vote");
        long second = run("port");
        long third = run("priority-vote");

        assertThat(runs.latest(2)).extracting(RunRecord::id).containsExactly(third, second);
        assertThat(runs.latest(10, "priority-vote")).extracting(RunRecord::id).containsExactly(third, first);
        assertThat(runs.latest(10, "other")).isEmpty();
    }

    @Test
    void aRunGoesOnAsLongAsItsProcessHoldsTheLease() {
        leases.acquire("priority-vote", Duration.ofMinutes(1));
        runs.start("priority-vote");
        List<RunRecord> during = runs.latest(1);
        clock.advance(Duration.ofMinutes(2));
        List<RunRecord> after = runs.latest(1);

        assertThat(during.get(0).summary().outcome()).isEqualTo(RunRecord.RUNNING);
        assertThat(after.get(0).summary().outcome()).isEqualTo(RunRecord.INTERRUPTED);
        assertThat(after.get(0).finishedAt()).isNull();
    }

    @Test
    void aRunWhoseSyncAnotherProcessTookOverIsInterrupted() {
        leases.acquire("priority-vote", Duration.ofMinutes(1));
        long dead = runs.start("priority-vote");
        clock.advance(Duration.ofMinutes(2));
        new Leases(store, clock, "node-2").acquire("priority-vote", Duration.ofMinutes(1));
        long alive = new Runs(store, clock, "node-2").start("priority-vote");

        assertThat(runs.latest(10)).extracting(RunRecord::id, run -> run.summary().outcome()).containsExactly(
                tuple(alive, RunRecord.RUNNING),
                tuple(dead, RunRecord.INTERRUPTED));
    }

    @Test
    void theNewestThousandRunsOfEachSyncAreKept() {
        long other = run("port");
        store.write(t -> {
            for (int i = 0; i < Runs.KEPT; i++) {
                t.update("INSERT INTO jira_sync_run (sync, node, started_at, outcome) VALUES (?, ?, ?, ?)",
                        "priority-vote", "node-1", (long) i, "ok");
            }
        });
        long newest = run("priority-vote");

        List<RunRecord> kept = runs.latest(5000, "priority-vote");
        assertThat(kept).hasSize(Runs.KEPT);
        assertThat(kept.get(0).id()).isEqualTo(newest);
        assertThat(kept.get(Runs.KEPT - 1).startedAt()).isEqualTo(Instant.ofEpochMilli(1));
        assertThat(runs.latest(1, "port").get(0).id()).isEqualTo(other);
    }

    private long run(String sync) {
        long id = runs.start(sync);
        runs.finish(id, SUMMARY);
        return id;
    }
}
