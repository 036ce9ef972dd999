package io.github.cameljirasync.sprintrr;

import java.time.Instant;

import io.github.cameljirasync.run.RunCounts;

/**
 * One import as it stands in the history.
 *
 * @param project     the sprintrr project that gets the tasks
 * @param jiraProject key of the Jira project; null when the import has its own filter
 * @param status      {@code running}, {@code completed} or {@code failed}
 * @param error       one sentence; null when there is nothing to say
 * @param finishedAt  null while it is running
 */
public record ImportJob(String id, String owner, String project, String jiraProject, String status, long seen,
        long created, long updated, long unchanged, long failed, String error, Instant startedAt, Instant finishedAt) {

    static final String RUNNING = "running";
    static final String COMPLETED = "completed";
    static final String FAILED = "failed";

    /** What an import has come to, for people. */
    static String counts(RunCounts counts) {
        return "%d seen, %d created, %d updated, %d unchanged, %d failed".formatted(counts.seen(), counts.created(),
                counts.updated(), counts.unchanged(), counts.failed());
    }
}
