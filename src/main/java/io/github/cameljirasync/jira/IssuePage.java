package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.TryAgainException;

/**
 * One page of issues, each issue once.
 *
 * @param issues the issues, each with an id; of one that stands there twice, the newer
 * @param newest the newest {@code updated} of the page; null when the page moves no watermark
 */
record IssuePage(List<FoundIssue> issues, Instant newest) {

    /**
     * Reads the {@code issues} member of an answer.
     *
     * @throws TryAgainException when the answer is no page of issues
     */
    static IssuePage of(JsonNode answer, MappedFields.ResolvedFields fields) {
        JsonNode issues = answer == null ? null : answer.get("issues");
        if (issues == null || !issues.isArray()) {
            throw new TryAgainException(Caller.JIRA, "answered something that is no page of issues", null);
        }
        Map<String, FoundIssue> byId = new LinkedHashMap<>();
        for (JsonNode node : issues) {
            if (node instanceof ObjectNode issue && issue.hasNonNull("id")) {
                fields.addNames(issue);
                FoundIssue found = FoundIssue.of(issue);
                byId.merge(found.id(), found, FoundIssue::orNewer);
            }
        }
        Instant newest = byId.values().stream().map(FoundIssue::updated).filter(Objects::nonNull)
                .max(Instant::compareTo).orElse(null);
        return new IssuePage(List.copyOf(byId.values()), newest);
    }

    /** This page without those issues that the page before has shown in the same state. */
    IssuePage without(IssuePage before) {
        Map<String, FoundIssue> shown = new HashMap<>();
        before.issues.forEach(issue -> shown.put(issue.id(), issue));
        return new IssuePage(issues.stream().filter(issue -> !issue.sameState(shown.get(issue.id()))).toList(), newest);
    }

    static IssuePage empty() {
        return new IssuePage(List.of(), null);
    }

    /** The first issues of this page, which then moves no watermark. */
    IssuePage upTo(long most) {
        return issues.size() <= most ? this : new IssuePage(issues.subList(0, (int) most), null);
    }

    /** The oldest {@code updated} of the issues; null when none has one. */
    Instant oldest() {
        return issues.stream().map(FoundIssue::updated).filter(Objects::nonNull).min(Instant::compareTo).orElse(null);
    }

    /** The same issues as a page that moves no watermark. */
    IssuePage aside() {
        return new IssuePage(issues, null);
    }

    /** The ids of its issues. */
    Set<String> ids() {
        return issues.stream().map(FoundIssue::id).collect(Collectors.toSet());
    }

    boolean isEmpty() {
        return issues.isEmpty();
    }
}
