package io.github.cameljirasync.state;

import java.time.Instant;

/**
 * What is known of one issue in one sync.
 *
 * @param sync         the sync's name
 * @param issueId      Jira's numeric id, which an issue keeps
 * @param part         which of the things that the issue becomes; empty when it is only one
 * @param issueKey     the key it had when it was delivered last
 * @param targetId     the target's id; null when nothing was delivered yet
 * @param payloadHash  the hash of the payload delivered last; null when nothing was delivered yet
 * @param issueUpdated Jira's {@code updated} of what was delivered last; null when nothing was delivered yet
 * @param deliveredAt  when that was; null when nothing was delivered yet
 * @param archived     whether it was archived at the target since
 * @param change       the write whose outcome is not known; null when there is none
 */
public record Link(String sync, String issueId, String part, String issueKey, String targetId, String payloadHash,
                   Instant issueUpdated, Instant deliveredAt, boolean archived, Change change) {

    /** What of which issue it is about. */
    public IssuePart place() {
        return new IssuePart(issueId, part);
    }

    /** Whether the issue stands at the target and is not archived there. */
    public boolean live() {
        return targetId != null && !archived;
    }

    /** Whether exactly this payload stands at the target, and no other write may have changed it. */
    public boolean holds(String hash) {
        return live() && change == null && hash.equals(payloadHash);
    }
}
