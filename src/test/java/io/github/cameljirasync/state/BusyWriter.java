package io.github.cameljirasync.state;

import static io.github.cameljirasync.state.IssuePart.whole;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** Begins and delivers issues from many threads, and prints {@code begun ISSUE CHANGE} when a begin has returned. */
public final class BusyWriter {

    private static final int THREADS = 16;

    private BusyWriter() {
    }

    /** Arguments: the JDBC URL, and after how many begun issues it halts by itself (0: never). */
    public static void main(String[] args) {
        StateStore store = new StateStore(args[0], null, null);
        int haltAfter = Integer.parseInt(args[1]);
        Links links = new Links(store, Clock.systemUTC());
        AtomicInteger next = new AtomicInteger(10_000);
        AtomicInteger begun = new AtomicInteger();
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                while (true) {
                    String id = String.valueOf(next.getAndIncrement());
                    Change change = links.begin("priority-vote", whole(id), "KEY-" + id, "hash-" + id);
                    System.out.println("begun " + id + ' ' + change.id());
                    if (begun.incrementAndGet() == haltAfter) {
                        Runtime.getRuntime().halt(9);
                    }
                    links.delivered("priority-vote", whole(id), "KEY-" + id, "initiative-" + id, "hash-" + id, null);
                }
            }).start();
        }
    }
}
