package io.github.cameljirasync.jira;

import java.time.Instant;

/**
 * An issue that Jira gave in a way that can't be used.
 *
 * @param id      its numeric id; null when it could not be read either
 * @param key     its key, or the id where there is none
 * @param updated when it was last changed; null when that could not be read
 * @param fault   what is wrong, as the rest of a sentence that begins with the issue
 */
record BrokenIssue(String id, String key, Instant updated, String fault) {

    /** What is wrong, in a sentence that names the issue. */
    String reason() {
        return (id == null ? "an issue " : "issue " + key + ' ') + fault;
    }

    /** The same issue under the name by which it is known from before. */
    BrokenIssue named(String knownKey, Instant knownUpdated) {
        return new BrokenIssue(id, knownKey, updated == null ? knownUpdated : updated, fault);
    }
}
