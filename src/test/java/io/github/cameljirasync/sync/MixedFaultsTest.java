package io.github.cameljirasync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.List;

import io.github.cameljirasync.cli.ProgramProcess;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.priorityvote.Initiative;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of fault at once, in nearly a third of all requests, with restarts and kills in between. */
@Timeout(240)
class MixedFaultsTest extends SyncTest {

    private static final int ISSUES = 80;
    private static final int ROUNDS = 8;
    /** Of each of the eight kinds; together they hit 30 of 100 requests. */
    private static final double SHARE = 1 - Math.pow(0.7, 1.0 / 8);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void one_more_run_after_the_faults_leaves_nothing_missing_twice_or_stale(long seed) throws Exception {
        Random random = new Random(seed);
        sync(new SandboxOptions().pageCap(20).seed(seed)).with("sync.concurrency", "4").with("http.response-timeout", "2000")
                .with("sync.lease", "2s").addMany(ISSUES);
        for (int round = 1; round <= ROUNDS; round++) {
            change(random, round);
            faults();
            if (round % 4 == 0) {
                runAndKill(5 + random.nextInt(30));
            } else {
                sync().once();
            }
            sync().restart();
        }
        sandbox().faults().clear();

        try (ProgramProcess last = new ProgramProcess(folder, sync().settings())) {
            last.start("once", "--full");
            assertThat(last.await()).as("%s", last.err()).isZero();
        }

        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sandbox().initiatives().all()).extracting(Initiative::externalRef).doesNotHaveDuplicates();
        sync().assertMirrored();
    }

    private void faults() {
        sandbox().faults().clear();
        for (Fault fault : List.of(Fault.resetBefore(), Fault.resetAfter(), Fault.halfAnswer(), Fault.html(),
                Fault.unavailable(), Fault.status(500).afterProcessing(), Fault.status(502), Fault.tooManyRequests())) {
            sandbox().faults().add(fault.withProbability(SHARE).always());
        }
    }

    private void change(Random random, int round) {
        for (int i = 0; i < 10; i++) {
            sync().rename("SHOP-" + (ROUNDS + 1 + random.nextInt(ISSUES - ROUNDS)), "Round " + round + ", change " + i);
        }
        sync().add("New in round " + round);
        sandbox().issues().delete("SHOP-" + round);
    }

    private void runAndKill(int request) throws Exception {
        sync().stop();
        AtomicInteger requests = new AtomicInteger();
        try (ProgramProcess child = new ProgramProcess(folder, sync().settings())) {
            sandbox().faults().add(Fault.status(500).when(call -> {
                if (call.system() == RemoteSystem.PRIORITY_VOTE && requests.incrementAndGet() == request) {
                    child.kill();
                }
                return false;
            }));
            child.start("once");
            child.await();
        }
    }
}
