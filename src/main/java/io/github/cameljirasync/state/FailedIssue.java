package io.github.cameljirasync.state;

import java.time.Instant;

/**
 * An issue that could not be delivered.
 *
 * @param sync         the sync's name
 * @param issueId      Jira's numeric id
 * @param part         which of the things that the issue becomes; empty when it is only one
 * @param issueKey     its key
 * @param issueUpdated Jira's {@code updated}; null when it could not be read
 * @param kind         what may help
 * @param status       the HTTP status; null when there was no answer
 * @param code         the service's error code; null when it gave none
 * @param error        what happened, for people; without secrets
 * @param fieldErrors  the service's errors per field, as JSON text; null when it gave none
 * @param payload      what was sent, as JSON text; null when the mapping failed
 * @param issue        the issue as Jira gave it, as JSON text; null when it is not kept
 */
public record FailedIssue(String sync, String issueId, String part, String issueKey, Instant issueUpdated, Kind kind,
                          Integer status, String code, String error, String fieldErrors, String payload, String issue) {

    /** What of which issue it is about. */
    public IssuePart place() {
        return new IssuePart(issueId, part);
    }

    /** What kind of failure it is. */
    public enum Kind {
        /** Time may help: the service was down, slow or broken. */
        RETRYABLE,
        /** The service refuses this payload: the issue, the mapping or the service has to change. */
        REJECTED,
        /** The mapping fails on this issue. */
        MAPPING;

        /** The kind in one word. */
        public String label() {
            return stored();
        }

        String stored() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Kind of(String stored) {
            return valueOf(stored.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
