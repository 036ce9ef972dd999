package io.github.cameljirasync.delivery;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that deliver the issues of one sync: as many as the pace of the target can use, and none when there is no
 * work.
 */
public final class DeliveryPool extends ThreadPoolExecutor {

    /** Holds the pool that delivers a message. */
    public static final String VARIABLE = "jiraSyncDeliveries";

    /** Answers within two seconds keep a pace; more threads than that would only wait for their turn. */
    private static final double SECONDS_PER_DELIVERY = 2;

    /** What keeps two processors busy where an answer takes a twentieth of a second; more gain little. */
    private static final int MOST = 128;
    /** Issues a second; Jira Cloud gives a hundred in a page and takes some tenths of a second for it. */
    private static final int MANY = 200;

    private final Gathering gathering = new Gathering();
    private int concurrency;
    private double requestsPerSecond;
    private int together = 1;

    public DeliveryPool() {
        super(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DeliveryPool::thread);
        allowCoreThreadTimeOut(true);
        resize();
    }

    /** @param concurrency issues delivered at once; 0 for as many as the pace can use */
    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
        resize();
    }

    /** @param requestsPerSecond pace of the target; 0 for none */
    public void setRequestsPerSecond(double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
        resize();
    }

    /** @param together messages that the target takes in one request */
    public void setTogether(int together) {
        this.together = together;
        resize();
    }

    private void resize() {
        int threads = concurrency > 0 ? concurrency : fitting();
        if (threads > getMaximumPoolSize()) {
            setMaximumPoolSize(threads);
            setCorePoolSize(threads);
        } else {
            setCorePoolSize(threads);
            setMaximumPoolSize(threads);
        }
        gathering.threads(threads);
    }

    /** Whether the target takes issues faster than Jira gives them page by page. */
    public boolean takesMany() {
        return requestsPerSecond <= 0 || requestsPerSecond * together >= MANY;
    }

    /** Whether there are deliveries that no thread has begun yet. */
    public boolean hasWaiting() {
        return !getQueue().isEmpty();
    }

    /** Messages that the target takes in one request. */
    public int together() {
        return together;
    }

    Gathering gathering() {
        return gathering;
    }

    @Override
    public void execute(Runnable delivery) {
        gathering.accepted();
        try {
            super.execute(delivery);
        } catch (RejectedExecutionException e) {
            gathering.rejected();
            throw e;
        }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable delivery) {
        gathering.started();
    }

    @Override
    protected void afterExecute(Runnable delivery, Throwable failure) {
        gathering.finished();
    }

    private int fitting() {
        return requestsPerSecond <= 0 ? MOST
                : (int) Math.max(1, Math.min(MOST, Math.ceil(requestsPerSecond * SECONDS_PER_DELIVERY) * together));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "jira-sync-delivery");
        thread.setDaemon(true);
        return thread;
    }
}
