package io.github.cameljirasync.state;

import java.time.Instant;

/**
 * A failed issue that is kept for later.
 *
 * @param id            for people and commands
 * @param failed        the issue and its last failure; payload and issue may be cut at {@link DeadLetters#LONGEST_TEXT}
 *                      characters, and are null in lists
 * @param tries         deliveries of this state of the issue that failed, at least 1
 * @param firstFailedAt when this state of the issue failed first
 * @param lastFailedAt  when it failed last
 * @param nextTryAt     from when a run tries it again; null when only a change or a replay does
 */
public record DeadLetter(long id, FailedIssue failed, int tries, Instant firstFailedAt, Instant lastFailedAt,
                         Instant nextTryAt) {

    /** Whether a run tries it again at this moment; also when it failed in the future, by a clock that was set back since. */
    public boolean isDue(Instant now) {
        return nextTryAt != null && (!nextTryAt.isAfter(now) || lastFailedAt.isAfter(now));
    }
}
