package io.github.cameljirasync.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The rate gates of one Camel context, one per credential. All callers with a credential share it, and the slowest
 * pace that one of them asks for is the pace of all.
 */
public final class RateGates implements AutoCloseable {

    private static final int LEAST_FAILURES = 10;

    private final Map<String, RateGate> gates = new ConcurrentHashMap<>();
    private final Map<String, String> standIns = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration longestHold;
    private volatile Consumer<Instant> holds = moment -> { };
    private int retries = 5;
    private int unhealedInARow = 4;

    public RateGates() {
        this(Clock.systemUTC());
    }

    /** @param clock what {@code Retry-After} is read by */
    public RateGates(Clock clock) {
        this(clock, Duration.ofMinutes(1));
    }

    RateGates(Clock clock, Duration longestHold) {
        this.clock = clock;
        this.longestHold = longestHold;
    }

    /** @param retries how often a delivery is tried again within a run */
    public void setRetries(int retries) {
        this.retries = retries;
    }

    /** @param issues issues in a row that may fail all their tries before a service is taken to be down */
    public void setUnhealedInARow(int issues) {
        this.unhealedInARow = issues;
    }

    /** More failing requests in a row than so many issues can be the reason of. */
    private int mostFailures() {
        return Math.max(LEAST_FAILURES, (retries + 1) * unhealedInARow + 1);
    }

    /** A new run may find out whether a service that was down is back. */
    public void probe() {
        gates.values().forEach(RateGate::probe);
    }

    /**
     * @param system    the system that the credential is for, as in a metric label
     * @param fingerprint what tells credentials apart, never the credential itself
     */
    RateGate gate(String system, String fingerprint, double perSecond, int atOnce) {
        RateGate gate = gates.computeIfAbsent(system + '/' + fingerprint,
                key -> new RateGate(perSecond, atOnce, mostFailures(), longestHold, clock,
                        moment -> holds.accept(moment)));
        gate.noFasterThan(perSecond);
        return gate;
    }

    /** @param listener is told until when a service wants no request, so that a later process can know */
    public void onHold(Consumer<Instant> listener) {
        holds = listener;
    }

    /**
     * Takes a pause over that an earlier process was asked for. Which credential it is for is not known, so it holds all.
     *
     * @return false when it is longer than is waited for
     */
    public boolean resumeHold(Instant moment) {
        if (Duration.between(clock.instant(), moment).compareTo(longestHold) > 0) {
            return false;
        }
        gates.values().forEach(gate -> gate.holdUntil(moment));
        return true;
    }

    Clock clock() {
        return clock;
    }

    /** Seconds that requests to a system have waited for their turn. */
    public double secondsWaited(String system) {
        return gates.entrySet().stream()
                .filter(gate -> gate.getKey().startsWith(system + '/'))
                .mapToDouble(gate -> gate.getValue().waited().toNanos() / 1e9)
                .sum();
    }

    /** Whether anybody here uses this credential. */
    public boolean knows(String fingerprint) {
        return !under(fingerprint).isEmpty();
    }

    /**
     * Waits while a credential is held: a request may have had its turn before the answer came that asks for a pause.
     *
     * @throws HeldException when the hold is longer than is waited for
     */
    void awaitHold(String fingerprint) throws InterruptedException {
        for (RateGate gate : under(fingerprint)) {
            gate.awaitHold();
        }
    }

    /** Notes what a credential is represented by in its requests from now on, such as an access token; both by fingerprint. */
    void standIn(String credential, String standIn) {
        if (!credential.equals(standIns.get(standIn))) {
            standIns.values().removeIf(credential::equals);
            standIns.put(standIn, credential);
        }
    }

    private List<RateGate> under(String fingerprint) {
        String end = '/' + standIns.getOrDefault(fingerprint, fingerprint);
        List<RateGate> found = new ArrayList<>(1);
        gates.forEach((name, gate) -> {
            if (name.endsWith(end)) {
                found.add(gate);
            }
        });
        return found;
    }

    /** Holds a credential as soon as the head of an answer asks for it, before the answer is read. */
    void holdUntil(String fingerprint, Instant moment) {
        under(fingerprint).forEach(gate -> gate.holdUntil(moment));
    }

    /**
     * Forgets the gates of refused credentials, when those who use them are about to be made anew; a credential that is
     * used again then is known again.
     */
    public void forgetRefused() {
        gates.values().removeIf(RateGate::isRefused);
    }

    /** Forgets every refusal. */
    void reopen() {
        gates.values().forEach(RateGate::reopen);
    }

    /** Lets no request through any more; those that wait fail, those under way end. */
    @Override
    public void close() {
        gates.values().forEach(RateGate::close);
    }
}
