package io.github.cameljirasync.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunCounts;
import io.github.cameljirasync.run.RunOutcome;

/**
 * What became of one run.
 *
 * @param reason      one sentence about what ended it early; null when nothing did
 * @param kinds       what became of the records of each kind
 * @param deadLetters how many issues of the sync wait in dead letters now, of this run or an earlier one
 */
record SyncResult(String sync, RunOutcome outcome, String reason, RunCounts counts,
        Map<String, Map<String, Long>> kinds, long deadLetters) {

    static SyncResult of(Run run, long deadLetters, Instant now) {
        return new SyncResult(run.getSync(), run.outcome(), run.reason(), run.counts(now), run.kinds().all(), deadLetters);
    }

    int status() {
        return switch (outcome) {
            case FINISHED -> deadLetters > 0 ? ExitStatus.DEAD_LETTERS : ExitStatus.OK;
            case MISCONFIGURED -> ExitStatus.MISCONFIGURED;
            case REFUSED, PAUSED -> ExitStatus.REFUSED;
            case UNREACHABLE, STOPPED, BUSY, FAILED -> ExitStatus.UNREACHABLE;
        };
    }

    /** The exit status of several runs together. */
    static int status(List<SyncResult> results) {
        return ExitStatus.worst(results.stream().map(SyncResult::status).toList());
    }
}
