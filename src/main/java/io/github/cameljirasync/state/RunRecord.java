package io.github.cameljirasync.state;

import java.time.Instant;

/**
 * One run of one sync.
 *
 * @param node       the process that ran it
 * @param finishedAt null while it is running or when it was interrupted
 * @param summary    its outcome is {@link #RUNNING} or {@link #INTERRUPTED}, and its numbers 0, when it did not finish
 */
public record RunRecord(long id, String sync, String node, Instant startedAt, Instant finishedAt, RunSummary summary) {

    /** The outcome of a run that goes on. */
    public static final String RUNNING = "running";

    /** The outcome of a run whose process ended before it. */
    public static final String INTERRUPTED = "interrupted";
}
