package io.github.cameljirasync.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a mapping wants Jira to add to its issues. */
class PortExpandTest {

    private static final String MAPPING = """
            resources:
              - kind: issue
                selector:
                  query: "true"
                  jql: project = SHOP
                  expand: changelog, renderedFields
                port:
                  entity:
                    mappings:
                      identifier: .key
                      blueprint: '"jiraStory"'
                      properties:
                        moves: .changelog.histories | map(.items[].toString) | join(",")
                        html: .renderedFields.description
            """;

    @TempDir
    Path folder;

    private PortFixture sync(Flavour flavour) {
        PortFixture sync = new PortFixture(folder, new SandboxOptions().flavour(flavour)).mappingFile(MAPPING);
        sync.sandbox().port().blueprints().define("""
                {"identifier": "jiraStory", "title": "Story", "relations": {},
                 "schema": {"properties": {"moves": {"type": "string"}, "html": {"type": "string"}}}}""");
        sync.sandbox().issues().add(PortFixture.PROJECT, issue -> issue.status("In Review").description("Less < more"));
        return sync;
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void jira_adds_what_the_mapping_expands(Flavour flavour) {
        try (PortFixture sync = sync(flavour)) {
            Run run = sync.once();

            assertThat(run.reason()).isNull();
            assertThat(sync.entity("jiraStory", "SHOP-1").property("moves").asText()).isEqualTo("In Review");
            assertThat(sync.entity("jiraStory", "SHOP-1").property("html").asText()).isEqualTo("<p>Less &lt; more</p>");

            sync.sandbox().issues().change("SHOP-1", issue -> issue.status("Done"));
            sync.forgetRequests().once();

            JsonNode search = Json.parse(sync.sandbox().requests().matching(request -> request.path().contains("/search"))
                    .get(0).body());
            assertThat(search.path("expand").getNodeType())
                    .isEqualTo(flavour == Flavour.DATA_CENTER ? JsonNodeType.ARRAY : JsonNodeType.STRING);
            assertThat(sync.entity("jiraStory", "SHOP-1").property("moves").asText()).isEqualTo("Done");
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_that_is_read_by_its_id_is_expanded_too(Flavour flavour) {
        try (PortFixture sync = sync(flavour)) {
            sync.sandbox().issues().change("SHOP-1", issue -> issue.updated(Instant.now().minus(Duration.ofHours(1))));
            sync.add("Newer");
            sync.once();
            sync.restart().execute("DELETE FROM jira_sync_link WHERE part = 'jiraStory/SHOP-1'");
            sync.sandbox().portEntities().clear();

            Run run = sync.with("sync.reconcile-after", "1ms").once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.entity("jiraStory", "SHOP-1").property("moves").asText()).isEqualTo("In Review");
        }
    }

    @Test
    void an_issue_in_a_dead_letter_is_expanded_too() {
        try (PortFixture sync = sync(Flavour.CLOUD)) {
            sync.sandbox().port().refusals().refuse("SHOP-1", 503, "busy", Integer.MAX_VALUE);
            sync.once();
            assertThat(sync.deadLetters()).hasSize(1);
            sync.sandbox().port().refusals().clear();

            sync.byHand();

            assertThat(sync.deadLetters()).isEmpty();
            assertThat(sync.entity("jiraStory", "SHOP-1").property("moves").asText()).isEqualTo("In Review");
        }
    }
}
