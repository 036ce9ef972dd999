package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in order when the process is told to stop (SIGTERM, Ctrl-C): the runs under way end at their next
 * issue, the command comes to its own end, and its exit status becomes that of the process, which a JVM that dies of a
 * signal would not do by itself. Used by one thread, the command's, which calls all but {@link #stop()}.
 */
final class Termination implements AutoCloseable {

    /** Whoever sends SIGTERM may kill after a while; supervisors wait 10 to 90 seconds. */
    private static final long PATIENCE_SECONDS = 18;

    private final Thread hook = new Thread(this::onSignal, "jira-sync-termination");
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final int statusWhenStopped;
    private final PrintWriter err;
    private Bundle bundle;

    /**
     * @param statusWhenStopped exit status of a process that was told to stop
     * @param err               gets a sentence when what is under way does not end in time
     */
    Termination(int statusWhenStopped, PrintWriter err) {
        this.err = err;
        this.statusWhenStopped = statusWhenStopped;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Names what is to be interrupted; at once, when the process has been told to stop in the meantime. */
    synchronized void watch(Bundle started) {
        bundle = started;
        if (isStopping()) {
            bundle.interrupt();
        }
    }

    boolean isStopping() {
        return told.getCount() == 0;
    }

    /** Waits until the process is told to stop. */
    void await() throws InterruptedException {
        told.await();
    }

    /** @return true when the process has been told to stop within the time */
    boolean await(long millis) throws InterruptedException {
        return told.await(millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void stop() {
        told.countDown();
        if (bundle != null) {
            bundle.interrupt();
        }
    }

    private void onSignal() {
        stop();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                err.println("Told to stop, and what was under way did not end within " + PATIENCE_SECONDS
                        + " seconds, so it is left as it is; nothing is lost, the next run goes on.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(statusWhenStopped);
    }

    /** Says that the command has ended and that all it opened is closed. */
    @Override
    public void close() {
        if (!isStopping()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the signal came in this moment; the hook ends the process when it hears of the end
                ended.countDown();
            }
        }
        ended.countDown();
    }
}
