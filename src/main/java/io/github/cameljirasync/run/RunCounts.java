package io.github.cameljirasync.run;

import java.time.Duration;

/** The counts of a run at one moment: issues by what became of them, requests by system, time since the start. */
public record RunCounts(long seen, long created, long updated, long unchanged, long archived, long failed,
        long jiraRequests, long targetRequests, Duration duration) {

    /** Issues that have been dealt with. */
    public long done() {
        return created + updated + unchanged + archived + failed;
    }
}
