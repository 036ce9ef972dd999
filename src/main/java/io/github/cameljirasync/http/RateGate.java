package io.github.cameljirasync.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

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
    /** So much longer than known before a hold has to be for others to be told. */
    private static final long NOTICEABLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Clock clock;
    private final Consumer<Instant> held;
    private final Semaphore places;
    private final Duration longestHold;
    private final Breaker breaker;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final LongAdder waitedNanos = new LongAdder();

    private long spacingNanos;
    /** The next free slot on the {@link System#nanoTime()} scale. */
    private long nextSlot;
    /** The end of the hold on the same scale, as a clock that is set would make the hold too long or too short. */
    private long holdEnds;
    private boolean slow;
    private long slowUntil;
    private volatile CredentialRefusedException refusal;

    /**
     * @param perSecond   requests per second, evenly spaced; 0 or less lifts the limit
     * @param atOnce      requests under way at once
     * @param mostFailures failures in a row after which no request is sent until {@link #probe()}
     * @param longestHold the longest hold that is waited for; a longer one fails with {@link HeldException}
     * @param held        is told until when the service wants no request
     */
    RateGate(double perSecond, int atOnce, int mostFailures, Duration longestHold, Clock clock, Consumer<Instant> held) {
        this.held = held;
        this.spacingNanos = spacing(perSecond);
        this.places = new Semaphore(atOnce, true);
        this.breaker = new Breaker(mostFailures);
        this.longestHold = longestHold;
        this.clock = clock;
        this.nextSlot = System.nanoTime();
        this.holdEnds = nextSlot;
    }

    /** @param perSecond requests per second that are enough; 0 or less asks for nothing */
    synchronized void noFasterThan(double perSecond) {
        spacingNanos = Math.max(spacingNanos, spacing(perSecond));
    }

    private static long spacing(double perSecond) {
        long gap = perSecond > 0 ? (long) (1e9 / perSecond) : 0;
        return gap + Math.min(gap / 20, GREATEST_MARGIN_NANOS);
    }

    /**
     * Waits for the turn of the next request; {@link #leave()} must follow when it has been answered.
     *
     * @throws ServiceDownException when the service has failed too many requests in a row
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
            awaitService();
            awaitTurnOfRequest();
        } catch (InterruptedException | RuntimeException e) {
            places.release();
            throw e;
        } finally {
            waitedNanos.add(System.nanoTime() - start);
        }
    }

    private void awaitService() throws InterruptedException {
        while (!breaker.enter()) {
            failIfShut();
        }
    }

    private void awaitTurnOfRequest() throws InterruptedException {
        try {
            awaitTurn();
            breaker.check();
        } catch (InterruptedException | RuntimeException e) {
            breaker.done();
            throw e;
        }
    }

    /** Ends a request that {@link #enter()} let through. */
    public void leave() {
        breaker.done();
        places.release();
    }

    /** The service has answered as one that works. */
    void answered() {
        breaker.answered();
    }

    /**
     * @param what     what became of the request, in a sentence that names the system
     * @param noAnswer whether nothing came back at all
     */
    void failed(String what, boolean noAnswer) {
        breaker.failed(what, noAnswer);
    }

    /** Lets a few requests through to a service that was found down, to see whether it is back. */
    void probe() {
        breaker.probe();
    }

    /** No request before this moment; an earlier moment than the present hold changes nothing. */
    public void holdUntil(Instant moment) {
        if (extendHold(moment)) {
            held.accept(moment);
        }
    }

    /** @return whether it is longer now by more than a moment, so that others should know */
    private synchronized boolean extendHold(Instant moment) {
        long now = System.nanoTime();
        long end = now + Math.max(0, Duration.between(clock.instant(), moment).toNanos());
        boolean longer = end - Math.max(now, holdEnds) > NOTICEABLE_NANOS;
        if (end - now > holdEnds - now) {
            holdEnds = end;
        }
        return longer;
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

    private synchronized Duration hold() {
        return Duration.ofNanos(holdEnds - System.nanoTime());
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
        Duration hold = hold();
        if (hold.compareTo(longestHold) > 0) {
            throw new HeldException(clock.instant().plus(hold));
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
