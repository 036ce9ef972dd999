package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

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

    /** The issue; empty when it has no id that can be read. */
    static Optional<FoundIssue> of(JsonNode node) {
        if (!(node instanceof ObjectNode issue)) {
            return Optional.empty();
        }
        String id = text(issue.path("id"));
        return id.isEmpty() ? Optional.empty()
                : Optional.of(new FoundIssue(id, text(issue.path("key")), updated(issue), issue));
    }

    /** What makes the issue unfit for a delivery, as the rest of a sentence; empty when nothing does. */
    Optional<String> fault() {
        if (key.isEmpty()) {
            return Optional.of("came from Jira without a key");
        }
        return json.path("fields").isObject() ? Optional.empty()
                : Optional.of("came from Jira without its fields");
    }

    /**
     * Which parts of the filter it matches, as {@code jira-match-action} has noted it; null where nobody has asked. The
     * note is taken off, so that the issue is as Jira gave it.
     */
    Set<String> takeFilters() {
        JsonNode noted = json.remove(FilterMatch.MARK);
        return noted == null ? null
                : StreamSupport.stream(noted.spliterator(), false).map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());
    }

    FoundIssue orNewer(FoundIssue other) {
        return updated != null && (other.updated == null || updated.isAfter(other.updated)) ? this : other;
    }

    boolean sameState(FoundIssue other) {
        return other != null && key.equals(other.key) && Objects.equals(updated, other.updated);
    }

    private static String text(JsonNode node) {
        return node.isTextual() || node.isIntegralNumber() ? node.asText().strip() : "";
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
