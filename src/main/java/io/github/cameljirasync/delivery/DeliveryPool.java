package io.github.cameljirasync.delivery;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the threads that deliver issues: as many as the pace of the target can use, and none when there is no work. */
public final class DeliveryPool {

    /** Answers within two seconds keep a pace; more threads than that would only wait for their turn. */
    private static final double SECONDS_PER_DELIVERY = 2;

    private DeliveryPool() {
    }

    /**
     * @param concurrency       issues delivered at once; 0 for as many as the pace can use
     * @param requestsPerSecond pace of the target; 0 for none
     * @param most              the most threads
     */
    public static ExecutorService create(int concurrency, double requestsPerSecond, int most) {
        int threads = concurrency > 0 ? concurrency : fitting(requestsPerSecond, most);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), DeliveryPool::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "jira-sync-delivery");
        thread.setDaemon(true);
        return thread;
    }

    private static int fitting(double requestsPerSecond, int most) {
        if (requestsPerSecond <= 0) {
            return most;
        }
        return (int) Math.max(1, Math.min(most, Math.ceil(requestsPerSecond * SECONDS_PER_DELIVERY)));
    }
}
