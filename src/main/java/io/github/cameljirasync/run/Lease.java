package io.github.cameljirasync.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.cameljirasync.http.Permit;
import io.github.cameljirasync.state.Leases;
import io.github.cameljirasync.state.StateStoreException;

/**
 * The right of this process to run a sync. It is believed for two thirds of its length after it was renewed, by the clock
 * and by the time that has really passed, as the machine may have slept and the clock may have been set; after that it has
 * to be renewed before anything more is sent.
 */
final class Lease implements Permit {

    private final Leases leases;
    private final String sync;
    private final Duration length;
    private final Duration believed;
    private final Clock clock;
    private long renewedNanos;
    private Instant renewedAt;
    private volatile boolean lost;

    private Lease(Leases leases, String sync, Duration length, Clock clock) {
        this.leases = leases;
        this.sync = sync;
        this.length = length;
        this.believed = length.multipliedBy(2).dividedBy(3);
        this.clock = clock;
        noteTime();
    }

    /** Takes the lease of a sync; null when another process has it. */
    static Lease take(Leases leases, String sync, Duration length, Clock clock) {
        Lease lease = new Lease(leases, sync, length, clock);
        return leases.acquire(sync, length) ? lease : null;
    }

    /**
     * @throws LeaseLostException  when another process has the lease
     * @throws StateStoreException when it has to be renewed and can't be
     */
    @Override
    public void check() {
        if (lost || !isBelieved()) {
            renewUnlessBelieved();
        }
    }

    /**
     * Makes the lease longer.
     *
     * @throws LeaseLostException  when another process has the lease
     * @throws StateStoreException when the store does not take it
     */
    synchronized void renew() {
        if (lost) {
            throw new LeaseLostException(sync);
        }
        long nanos = System.nanoTime();
        Instant now = clock.instant();
        if (!leases.renew(sync, length)) {
            lost = true;
            throw new LeaseLostException(sync);
        }
        renewedNanos = nanos;
        renewedAt = now;
    }

    /** Gives the lease back, if it is still ours. */
    void giveBack() {
        leases.release(sync);
    }

    private synchronized void renewUnlessBelieved() {
        if (lost || !isBelieved()) {
            renew();
        }
    }

    /** True while no other process can have taken it. */
    synchronized boolean isBelieved() {
        Duration byClock = Duration.between(renewedAt, clock.instant());
        return !byClock.isNegative() && byClock.compareTo(believed) < 0
                && System.nanoTime() - renewedNanos < believed.toNanos();
    }

    private synchronized void noteTime() {
        renewedNanos = System.nanoTime();
        renewedAt = clock.instant();
    }
}
