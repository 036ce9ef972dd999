package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.TryAgainException;

/**
 * One page of issues, each issue once.
 *
 * @param issues the issues, each with an id; of one that stands there twice, the newer
 * @param broken issues that can't be delivered as Jira gave them
 */
record IssuePage(List<FoundIssue> issues, List<BrokenIssue> broken) {

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
        List<BrokenIssue> broken = new ArrayList<>();
        for (JsonNode node : issues) {
            Optional<FoundIssue> found = FoundIssue.of(node);
            if (found.isPresent()) {
                byId.merge(found.get().id(), found.get(), FoundIssue::orNewer);
            } else {
                broken.add(new BrokenIssue(null, null, null, "came from Jira without an id"));
            }
        }
        byId.values().forEach(issue -> fields.addNames(issue.json()));
        return new IssuePage(List.copyOf(byId.values()), broken);
    }

    static IssuePage empty() {
        return new IssuePage(List.of(), List.of());
    }

    /** This page with those issues set apart that are unfit for a delivery. */
    IssuePage sound() {
        List<FoundIssue> fit = new ArrayList<>();
        List<BrokenIssue> unfit = new ArrayList<>(broken);
        issues.forEach(issue -> issue.fault().ifPresentOrElse(
                reason -> unfit.add(new BrokenIssue(issue.id(), issue.key().isEmpty() ? issue.id() : issue.key(),
                        issue.updated(), reason)),
                () -> fit.add(issue)));
        return new IssuePage(fit, unfit);
    }

    /** This page without those issues that the page before has shown in the same state. */
    IssuePage without(IssuePage before) {
        Map<String, FoundIssue> shown = new HashMap<>();
        before.issues.forEach(issue -> shown.put(issue.id(), issue));
        return new IssuePage(issues.stream().filter(issue -> !issue.sameState(shown.get(issue.id()))).toList(), broken);
    }

    /** What tells the states of its issues, without all that Jira said of them. */
    IssuePage states() {
        return new IssuePage(issues.stream().map(issue -> new FoundIssue(issue.id(), issue.key(), issue.updated(),
                JsonNodeFactory.instance.objectNode())).toList(), List.of());
    }

    /** The first issues of this page. */
    IssuePage upTo(long most) {
        return issues.size() <= most ? this : new IssuePage(issues.subList(0, (int) most), broken);
    }

    /** This page and a later one together; of an issue that stands in both, the newer. */
    IssuePage and(IssuePage later) {
        if (isEmpty() || later.isEmpty()) {
            return isEmpty() ? later : this;
        }
        Map<String, FoundIssue> byId = new LinkedHashMap<>();
        issues.forEach(issue -> byId.put(issue.id(), issue));
        later.issues.forEach(issue -> byId.merge(issue.id(), issue, (before, now) -> now.orNewer(before)));
        List<BrokenIssue> unfit = new ArrayList<>(broken);
        unfit.addAll(later.broken);
        return new IssuePage(List.copyOf(byId.values()), unfit);
    }

    /** The issues behind the first ones. */
    IssuePage behind(int first) {
        return new IssuePage(issues.subList(Math.min(first, issues.size()), issues.size()), List.of());
    }

    /** The newest {@code updated} of the issues; null when none has one. */
    Instant newest() {
        return issues.stream().map(FoundIssue::updated).filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
    }

    /** The ids of its issues. */
    Set<String> ids() {
        return issues.stream().map(FoundIssue::id).collect(Collectors.toSet());
    }

    /** True when there is nothing in it, not even a broken issue. */
    boolean isEmpty() {
        return issues.isEmpty() && broken.isEmpty();
    }
}
