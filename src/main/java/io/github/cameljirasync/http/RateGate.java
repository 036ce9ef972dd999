package io.github.cameljirasync.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The pace of all requests under one credential: so many per second, so many at once, and none before the moment the
 * service has asked for. Shared by every sync, retry, look-up and replay that uses the credential; Camel's
 * {@code throttle} counts exchanges of one route, so it cannot be that.
 */
public final class RateGate {

    private static final long SHORTEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** What is added to each gap, so that a request which travels faster than the one before it is not too early. */
    private static final long GREATEST_MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long SLOW_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long SLOW_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Clock clock;
    private final long spacingNanos;
    private final Semaphore places;
    private final Duration longestHold;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final LongAdder waitedNanos = new LongAdder();

    /** The next free slot on the {@link System#nanoTime()} scale. */
    private long nextSlot;
    private Instant heldUntil = Instant.EPOCH;
    private boolean slow;
    private long slowUntil;
    private volatile CredentialRefusedException refusal;

    /**
     * @param perSecond   requests per second, evenly spaced; 0 or less lifts the limit
     * @param atOnce      requests under way at once
     * @param longestHold the longest hold that is waited for; a longer one fails with {@link HeldException}
     */
    public RateGate(double perSecond, int atOnce, Duration longestHold, Clock clock) {
        long gap = perSecond > 0 ? (long) (1e9 / perSecond) : 0;
        this.spacingNanos = gap + Math.min(gap / 20, GREATEST_MARGIN_NANOS);
        this.places = new Semaphore(atOnce, true);
        this.longestHold = longestHold;
        this.clock = clock;
        this.nextSlot = System.nanoTime();
    }

    /**
     * Waits for the turn of the next request; {@link #leave()} must follow when it has been answered.
     *
     * @throws HeldException        when the service asked for a longer pause than is waited for
     * @throws GateClosedException  when the process is stopping
     * @throws InterruptedException when the thread is interrupted
     */
    public void enter() throws InterruptedException {
        long start = System.nanoTime();
        while (!places.tryAcquire(100, TimeUnit.MILLISECONDS)) {
            failIfShut();
        }
        try {
            awaitTurn();
        } catch (InterruptedException | RuntimeException e) {
            places.release();
            throw e;
        } finally {
            waitedNanos.add(System.nanoTime() - start);
        }
    }

    /** Ends a request that {@link #enter()} let through. */
    public void leave() {
        places.release();
    }

    /** No request before this moment; an earlier moment than the present hold changes nothing. */
    public synchronized void holdUntil(Instant moment) {
        if (moment.isAfter(heldUntil)) {
            heldUntil = moment;
        }
    }

    /** A limit of the service is near: for a minute, requests go at half their pace, ten in a second at the most. */
    public synchronized void slowDown() {
        slowUntil = System.nanoTime() + SLOW_NANOS;
        slow = true;
    }

    /**
     * Waits while there is a hold, without a turn of its own, for a request that has had its turn.
     *
     * @throws HeldException when the hold is longer than is waited for
     */
    void awaitHold() throws InterruptedException {
        while (isHeld()) {
            failIfShut();
        }
    }

    /** Every later request fails at once with this refusal: a refused credential is not tried again. */
    public void refuse(CredentialRefusedException reason) {
        refusal = reason;
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** Forgets a refusal. */
    public void reopen() {
        refusal = null;
    }

    /** The moment before which no request is sent; in the past when there is no hold. */
    public synchronized Instant heldUntil() {
        return heldUntil;
    }

    /** Requests that wait now, and all later ones, fail with {@link GateClosedException}. */
    public void close() {
        closed.set(true);
    }

    /** Time that requests have waited here since the start. */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos.sum());
    }

    private void awaitTurn() throws InterruptedException {
        do {
            parkUntil(takeSlot());
        } while (isHeld());
    }

    /** Slots are given in the order of asking, so nobody starves; too short a wait to park for is not waited. */
    private synchronized long takeSlot() {
        long slot = Math.max(System.nanoTime(), nextSlot);
        slow &= slot - slowUntil < 0;
        nextSlot = slot + (slow ? Math.max(2 * spacingNanos, SLOW_GAP_NANOS) : spacingNanos);
        return slot;
    }

    private void parkUntil(long nanoTime) throws InterruptedException {
        long wait;
        while ((wait = nanoTime - System.nanoTime()) > SHORTEST_PARK_NANOS) {
            failIfShut();
            LockSupport.parkNanos(Math.min(wait, LONGEST_PARK_NANOS));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        failIfShut();
    }

    private boolean isHeld() throws InterruptedException {
        Duration hold = Duration.between(clock.instant(), heldUntil());
        if (hold.compareTo(longestHold) > 0) {
            throw new HeldException(heldUntil());
        }
        if (hold.isNegative() || hold.isZero()) {
            return false;
        }
        parkUntil(System.nanoTime() + hold.toNanos());
        return true;
    }

    private void failIfShut() {
        if (closed.get()) {
            throw new GateClosedException();
        }
        CredentialRefusedException refused = refusal;
        if (refused != null) {
            throw refused;
        }
    }
}
