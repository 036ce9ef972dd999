package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One page of issues, each issue once.
 *
 * @param issues the issues, each with an id; of one that stands there twice, the newer
 * @param newest the newest {@code updated} of the page; null for an empty one
 */
record IssuePage(List<ObjectNode> issues, Instant newest) {

    /**
     * Reads the {@code issues} member of an answer.
     *
     * @throws IllegalArgumentException with a sentence, when the answer is no page of issues
     */
    static IssuePage of(JsonNode answer, MappedFields.ResolvedFields fields) {
        JsonNode issues = answer == null ? null : answer.get("issues");
        if (issues == null || !issues.isArray()) {
            throw new IllegalArgumentException("Jira's answer has no list of issues");
        }
        Map<String, ObjectNode> byId = new LinkedHashMap<>();
        Instant newest = null;
        for (JsonNode node : issues) {
            if (node instanceof ObjectNode issue && issue.hasNonNull("id")) {
                fields.addNames(issue);
                byId.merge(issue.path("id").asText(), issue, IssuePage::newer);
                Instant updated = updated(issue);
                newest = newest == null || updated != null && updated.isAfter(newest) ? updated : newest;
            }
        }
        return new IssuePage(new ArrayList<>(byId.values()), newest);
    }

    /** When an issue was last changed; null when it does not say so in Jira's way. */
    static Instant updated(JsonNode issue) {
        JsonNode updated = issue.path("fields").path("updated");
        try {
            return updated.isTextual() ? JiraTime.parse(updated.asText()) : null;
        } catch (IllegalArgumentException e) {
            // an issue without a readable time is delivered all the same; it only can't move the watermark
            return null;
        }
    }

    boolean isEmpty() {
        return issues.isEmpty();
    }

    /** The first issues of this page. */
    IssuePage upTo(long most) {
        return issues.size() <= most ? this : new IssuePage(issues.subList(0, (int) most), null);
    }

    static IssuePage empty() {
        return new IssuePage(List.of(), null);
    }

    private static ObjectNode newer(ObjectNode one, ObjectNode other) {
        Instant first = updated(one);
        Instant second = updated(other);
        return first != null && (second == null || first.isAfter(second)) ? one : other;
    }
}
