package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An issue of a page.
 *
 * @param id      Jira's numeric id, which an issue keeps
 * @param key     its key, which can change; empty when the answer has none
 * @param updated when it was last changed; null when it does not say so in Jira's way
 * @param json    the issue as Jira gave it
 */
record FoundIssue(String id, String key, Instant updated, ObjectNode json) {

    static FoundIssue of(ObjectNode issue) {
        return new FoundIssue(issue.path("id").asText(), issue.path("key").asText(), updated(issue), issue);
    }

    FoundIssue orNewer(FoundIssue other) {
        return updated != null && (other.updated == null || updated.isAfter(other.updated)) ? this : other;
    }

    boolean sameState(FoundIssue other) {
        return other != null && key.equals(other.key) && Objects.equals(updated, other.updated);
    }

    private static Instant updated(JsonNode issue) {
        JsonNode updated = issue.path("fields").path("updated");
        try {
            return updated.isTextual() ? JiraTime.parse(updated.asText()) : null;
        } catch (IllegalArgumentException e) {
            // an issue without a readable time is delivered all the same; it only can't move the watermark
            return null;
        }
    }
}
