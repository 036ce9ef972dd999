package io.github.cameljirasync.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import io.github.cameljirasync.sandbox.port.PortBehaviour;
import io.github.cameljirasync.sandbox.priorityvote.Behaviour;

/** How a {@link Sandbox} is started. Every setting has a default that suits a test. */
public final class SandboxOptions {

    private Flavour flavour = Flavour.CLOUD;
    private Behaviour behaviour = Behaviour.standard();
    private Clock clock = Clock.systemUTC();
    private ZoneId accountZone = ZoneId.of("Europe/Warsaw");
    private int jiraPort;
    private int priorityVotePort;
    private int portPort;
    private PortBehaviour port = PortBehaviour.standard();
    private Duration portLatency = Duration.ZERO;
    private int pageCap;
    private int scanCap;
    private Duration jiraLatency = Duration.ZERO;
    private Duration writeLatency = Duration.ZERO;
    private double priorityVoteRate;
    private double watchedPriorityVoteRate;
    private double watchedJiraRate;
    private int remembered = 10_000;
    private long seed = 42;

    /** Which Jira is played; Cloud unless told otherwise. */
    public SandboxOptions flavour(Flavour value) {
        flavour = value;
        return this;
    }

    /** How Priority.vote decides what its documents leave open. */
    public SandboxOptions priorityVote(Behaviour value) {
        behaviour = value;
        return this;
    }

    /** How Port decides what its documents leave open, how long its tokens live and what it limits. */
    public SandboxOptions port(PortBehaviour value) {
        port = value;
        return this;
    }

    /** The clock of all systems; artificial latency is real time all the same. */
    public SandboxOptions clock(Clock value) {
        clock = value;
        return this;
    }

    /** The time zone of the Jira account's profile. */
    public SandboxOptions accountZone(ZoneId value) {
        accountZone = value;
        return this;
    }

    /** Port of Jira; 0, the default, takes a free one. */
    public SandboxOptions jiraPort(int value) {
        jiraPort = value;
        return this;
    }

    /** Port of Priority.vote; 0, the default, takes a free one. */
    public SandboxOptions priorityVotePort(int value) {
        priorityVotePort = value;
        return this;
    }

    /** Port of Port; 0, the default, takes a free one. */
    public SandboxOptions portPort(int value) {
        portPort = value;
        return this;
    }

    /** Delays each answer of Port; none at first. */
    public SandboxOptions portLatency(Duration value) {
        portLatency = value;
        return this;
    }

    /**
     * The greatest number of issues on a page with fields: 100 on Cloud (jira-facts 1.4), 1,000 on Data Center
     * (jira-facts 9.1) unless set.
     */
    public SandboxOptions pageCap(int value) {
        pageCap = value;
        return this;
    }

    /**
     * The greatest number of issues on a page of Cloud whose only field is {@code updated}: 5,000 (jira-facts 1.4) unless
     * this or {@link #pageCap(int)} is set.
     */
    public SandboxOptions scanCap(int value) {
        scanCap = value;
        return this;
    }

    /** Delays each Jira answer that carries a page of issues; none at first. */
    public SandboxOptions jiraLatency(Duration value) {
        jiraLatency = value;
        return this;
    }

    /** Delays each Priority.vote answer to a write; none at first. */
    public SandboxOptions writeLatency(Duration value) {
        writeLatency = value;
        return this;
    }

    /** Requests per second and token above which Priority.vote answers 429; 0, the default, is no limit. */
    public SandboxOptions priorityVoteRequestsPerSecond(double value) {
        priorityVoteRate = value;
        return this;
    }

    /** Requests per second to Priority.vote above which a violation is written down; 0, the default, is no limit. */
    public SandboxOptions watchPriorityVoteRequestsPerSecond(double value) {
        watchedPriorityVoteRate = value;
        return this;
    }

    /** Requests per second to Jira above which a violation is written down; 0, the default, is no limit. */
    public SandboxOptions watchJiraRequestsPerSecond(double value) {
        watchedJiraRate = value;
        return this;
    }

    /** How many requests are remembered with their bodies; 10,000 unless set. */
    public SandboxOptions remember(int requests) {
        remembered = requests;
        return this;
    }

    /** Keeps counters only: no requests, no violations. For benchmarks. */
    public SandboxOptions quietBookkeeping() {
        remembered = 0;
        return this;
    }

    /** Seed of all randomness. */
    public SandboxOptions seed(long value) {
        seed = value;
        return this;
    }

    Flavour flavour() {
        return flavour;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    Clock clock() {
        return clock;
    }

    ZoneId accountZone() {
        return accountZone;
    }

    int jiraPort() {
        return jiraPort;
    }

    int priorityVotePort() {
        return priorityVotePort;
    }

    int scanCap() {
        return scanCap > 0 ? scanCap : pageCap > 0 ? pageCap : 5_000;
    }

    int pageCap() {
        return pageCap > 0 ? pageCap : flavour == Flavour.CLOUD ? 100 : 1_000;
    }

    long jiraLatencyMillis() {
        return jiraLatency.toMillis();
    }

    long writeLatencyMillis() {
        return writeLatency.toMillis();
    }

    double priorityVoteRate() {
        return priorityVoteRate;
    }

    PortBehaviour port() {
        return port;
    }

    int portPort() {
        return portPort;
    }

    long portLatencyMillis() {
        return portLatency.toMillis();
    }

    /** The rates above which a violation is written down; a system without one has no limit. */
    Map<RemoteSystem, Double> watchedRates() {
        Map<RemoteSystem, Double> rates = new EnumMap<>(RemoteSystem.class);
        rates.put(RemoteSystem.JIRA, watchedJiraRate);
        rates.put(RemoteSystem.PRIORITY_VOTE, watchedPriorityVoteRate);
        rates.values().removeIf(rate -> rate <= 0);
        return rates;
    }

    int remembered() {
        return remembered;
    }

    long seed() {
        return seed;
    }
}
