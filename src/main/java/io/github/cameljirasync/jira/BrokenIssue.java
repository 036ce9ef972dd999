package io.github.cameljirasync.jira;

import java.time.Instant;

/**
 * An issue that Jira gave in a way that can't be used.
 *
 * @param id      its numeric id; null when it could not be read either
 * @param key     its key, or the id where there is none
 * @param updated when it was last changed; null when that could not be read
 * @param reason  what is wrong, in a sentence that names the issue
 */
record BrokenIssue(String id, String key, Instant updated, String reason) {
}
