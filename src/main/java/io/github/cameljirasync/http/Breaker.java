package io.github.cameljirasync.http;

/**
 * Keeps requests from a service that is down. As long as it is not known to answer, which is so at the start and after a
 * failure, requests go one at a time; after so many failures in a row none goes. A new run may try again, with few.
 */
final class Breaker {

    /** So many failures in a row are needed to find out that a service is still down. */
    private static final int PROBES = 3;
    private static final long LONGEST_WAIT_MILLIS = 100;

    private final int limit;
    private boolean answers;
    private boolean silent = true;
    private String lastFailure = "";
    private int failures;
    private int allowed;
    private int underWay;

    /** @param limit failures in a row after which no request goes */
    Breaker(int limit) {
        this.limit = limit;
        this.allowed = limit;
    }

    /**
     * Waits a moment for the right to send a request; {@link #done()} must follow when it was given.
     *
     * @return whether it was given
     * @throws ServiceDownException when no request goes any more
     */
    synchronized boolean enter() throws InterruptedException {
        check();
        if (!answers && underWay > 0) {
            wait(LONGEST_WAIT_MILLIS);
            check();
        }
        if (answers || underWay == 0) {
            underWay++;
            return true;
        }
        return false;
    }

    /** @throws ServiceDownException when no request goes any more */
    synchronized void check() {
        if (failures >= allowed) {
            throw new ServiceDownException(lastFailure, failures, silent);
        }
    }

    /** A request has been answered, by whatever a service that works answers. */
    synchronized void answered() {
        answers = true;
        silent = true;
        failures = 0;
        allowed = limit;
        notifyAll();
    }

    /**
     * @param what     what became of the request, in a sentence that names the system
     * @param noAnswer whether nothing came back at all
     */
    synchronized void failed(String what, boolean noAnswer) {
        lastFailure = what;
        answers = false;
        silent &= noAnswer;
        failures++;
        notifyAll();
    }

    /** A request is over, whatever came of it. */
    synchronized void done() {
        underWay--;
        notifyAll();
    }

    /** Lets a few requests through again, to see whether the service is back. */
    synchronized void probe() {
        if (failures >= allowed) {
            allowed = failures + PROBES;
        }
    }
}
