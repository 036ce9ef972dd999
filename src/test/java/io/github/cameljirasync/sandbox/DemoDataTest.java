package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.jira.FieldCatalog;
import io.github.cameljirasync.sandbox.jira.Issue;
import io.github.cameljirasync.sandbox.jira.IssueStore;
import org.junit.jupiter.api.Test;

class DemoDataTest {

    private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");

    private IssueStore seeded(long seed) {
        IssueStore store = new IssueStore(clock);
        new DemoData(store, seed).seed(300, clock.instant());
        return store;
    }

    @Test
    void theSameSeedMakesTheSameIssues() {
        assertThat(seeded(1).all()).isEqualTo(seeded(1).all()).isNotEqualTo(seeded(2).all());
    }

    @Test
    void theIssuesHaveAllThatRealOnesHave() {
        List<Issue> issues = seeded(1).all();

        assertThat(issues).hasSize(300).extracting(Issue::projectKey).contains("SHOP", "PAY", "OPS");
        assertThat(issues).extracting(issue -> issue.type().name()).contains("Epic", "Story", "Task", "Bug");
        assertThat(issues).anyMatch(issue -> issue.parentKey() != null).anyMatch(issue -> issue.due() != null)
                .anyMatch(issue -> issue.description() == null).anyMatch(issue -> issue.assignee() == null);
        assertThat(issues).anyMatch(issue -> issue.custom().containsKey(FieldCatalog.STORY_POINTS))
                .anyMatch(issue -> !issue.custom().containsKey(FieldCatalog.STORY_POINTS));
        assertThat(issues).allSatisfy(issue -> assertThat(issue.updated()).isBefore(clock.instant()));
        String all = issues.stream().filter(issue -> issue.description() != null)
                .map(issue -> issue.description().adf()).toList().toString();
        assertThat(all).contains("heading", "bulletList", "orderedList", "mention", "codeBlock", "panel", "table",
                "taskList", "emoji");
        assertThat(issues).filteredOn(issue -> issue.description() != null).allSatisfy(issue -> {
            JsonNode document = Json.parse(issue.description().adf());
            assertThat(document.get("type").asText()).isEqualTo("doc");
            assertThat(issue.description().wiki()).isNotBlank();
        });
    }

    @Test
    void changesMakeIssuesNewer() {
        IssueStore store = seeded(1);
        DemoData data = new DemoData(store, 7);
        clock.advance(Duration.ofMinutes(1));
        Instant before = clock.instant();

        List<String> sentences = data.change(20);

        assertThat(sentences).hasSize(20);
        assertThat(store.all().stream().filter(issue -> !issue.updated().isBefore(before))).hasSizeBetween(10, 20);
        assertThat(store.all()).hasSizeGreaterThan(300);
    }

    @Test
    void manyIssuesAreMadeQuickly() {
        IssueStore store = new IssueStore(clock);
        new DemoData(store, 1).seedMany(5_000, clock.instant());

        assertThat(store.searchable().issues()).hasSize(5_000);
    }
}
