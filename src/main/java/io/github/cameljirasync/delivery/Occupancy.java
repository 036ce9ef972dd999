package io.github.cameljirasync.delivery;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Tells from the last deliveries how many threads are of use: the more of its time a delivery waits for answers, the more
 * of them fit beside each other. Where answers come at once, more threads would only take the processors from each other.
 */
final class Occupancy {

    private static final int WINDOW = 64;
    /** Of the time that is not spent on a processor, so much may be waiting for one; others use them too. */
    private static final int SHARE = 3;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean known = threads.isCurrentThreadCpuTimeSupported();
    private final int processors;
    private long wallNanos;
    private long cpuNanos;
    private int deliveries;
    private int useful;

    /** @param processors that the deliveries have */
    Occupancy(int processors) {
        this.processors = processors;
    }

    /** Runs a delivery and measures it. */
    void measure(Runnable delivery) {
        long start = System.nanoTime();
        long before = known ? threads.getCurrentThreadCpuTime() : 0;
        try {
            delivery.run();
        } finally {
            if (known) {
                note(System.nanoTime() - start, threads.getCurrentThreadCpuTime() - before);
            }
        }
    }

    /**
     * @param wall nanoseconds that a delivery took
     * @param cpu  nanoseconds of them that it was on a processor
     */
    synchronized void note(long wall, long cpu) {
        wallNanos += wall;
        cpuNanos += cpu;
        if (++deliveries == WINDOW) {
            useful = (int) Math.min(Integer.MAX_VALUE, processors * wallNanos / Math.max(1, cpuNanos) / SHARE);
            wallNanos = 0;
            cpuNanos = 0;
            deliveries = 0;
        }
    }

    /** How many threads are of use; 0 as long as it is not known. */
    synchronized int useful() {
        return known ? useful : Integer.MAX_VALUE;
    }
}
