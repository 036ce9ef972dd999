package io.github.cameljirasync.run;

import java.time.Duration;

/**
 * The counts of a run at one moment: issues by what became of them, requests by system, time since the start.
 * {@code failed} went into dead letters in this run; {@code waiting} stood there before, have not changed since and were
 * not tried again.
 */
public record RunCounts(long seen, long created, long updated, long unchanged, long archived, long failed, long waiting,
        long jiraRequests, long targetRequests, Duration duration) {

    /** Issues that have been dealt with. */
    public long done() {
        return created + updated + unchanged + archived + failed + waiting;
    }
}
