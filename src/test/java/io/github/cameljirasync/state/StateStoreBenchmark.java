package io.github.cameljirasync.state;

import static io.github.cameljirasync.state.IssuePart.whole;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Prints what opening a store costs, and how many issues per second are begun and delivered by 64 threads. */
public final class StateStoreBenchmark {

    private static final int THREADS = 64;

    private StateStoreBenchmark() {
    }

    /** Arguments: the JDBC URL, and optionally the number of issues (100,000). */
    public static void main(String[] args) throws InterruptedException {
        int issues = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        // every application pays for its logging, with or without a store
        LoggerFactory.getLogger(StateStoreBenchmark.class).debug("ready");
        long start = System.nanoTime();
        try (StateStore store = new StateStore(args[0], null, null)) {
            store.open();
            System.out.printf("open: %d ms%n", (System.nanoTime() - start) / 1_000_000);
            Links links = new Links(store, Clock.systemUTC());
            for (int round = 1; round <= 3 && issues > 0; round++) {
                long before = System.nanoTime();
                deliver(store, links, issues, "hash-" + round);
                double seconds = (System.nanoTime() - before) / 1e9;
                System.out.printf("round %d: %,.0f issues/s%n", round, issues / seconds);
            }
        }
    }

    private static void deliver(StateStore store, Links links, int issues, String hash) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                for (int n = next.getAndIncrement(); n < issues; n = next.getAndIncrement()) {
                    String id = String.valueOf(10_000 + n);
                    links.begin("priority-vote", whole(id), "KEY-" + n, hash);
                    links.delivered("priority-vote", whole(id), "KEY-" + n, "initiative-" + n, hash, Instant.now());
                }
                done.countDown();
            }).start();
        }
        done.await();
        store.flush();
    }
}
