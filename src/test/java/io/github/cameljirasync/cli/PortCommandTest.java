package io.github.cameljirasync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The sync with Port from the command line: what a person or a script gets to see. */
class PortCommandTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void seed() {
        sandbox = Sandbox.start();
        new DemoData(sandbox.issues(), 7).seed(40, Instant.now());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void the_shipped_mapping_needs_no_file_and_the_summary_counts_by_kind() throws IOException {
        Cli.Outcome outcome = port().run("once", "--json");

        assertThat(outcome.err()).doesNotContain("ERROR", "Exception");
        assertThat(outcome.status()).isEqualTo(ExitStatus.OK);
        JsonNode sync = new ObjectMapper().readTree(outcome.out().lines().reduce((first, last) -> last).orElseThrow())
                .path("syncs").path(0);
        assertThat(sync.path("name").asText()).isEqualTo("port");
        assertThat(sync.path("kinds").path("project").path("created").asInt()).isEqualTo(3);
        assertThat(sync.path("kinds").path("team").path("created").asInt()).isEqualTo(3);
        assertThat(sandbox.portEntities().size("jiraIssue")).isPositive();
    }

    @Test
    void the_filter_is_the_mappings_own() {
        assertThat(port().without("JIRA_JQL").run("once").status()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void a_refused_client_is_status_three_and_its_secret_is_not_shown() {
        Cli.Outcome outcome = port().with("PORT_CLIENT_SECRET", "marked-secret").run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.all()).contains("port refused the credential").doesNotContain("marked-secret");
    }

    @Test
    void a_filter_of_a_mapping_that_cannot_be_used_stops_the_start_with_a_sentence() throws IOException {
        Path file = Files.writeString(folder.resolve("quote.yml"), """
                resources:
                  - kind: issue
                    selector:
                      query: "true"
                      jql: summary ~ "open
                    port:
                      entity:
                        mappings:
                          identifier: .key
                          blueprint: '"jiraIssue"'
                """);

        Cli.Outcome outcome = port().with("PORT_MAPPING", file.toString()).run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).contains("selector.jql of resources[0] (issue)", "quote.yml", "a quote that is not closed")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void an_expansion_that_takes_the_fields_away_stops_the_start_with_a_sentence() throws IOException {
        Path file = Files.writeString(folder.resolve("expand.yml"), """
                resources:
                  - kind: issue
                    selector:
                      query: "true"
                      expand: changelog,versionedRepresentations
                    port:
                      entity:
                        mappings:
                          identifier: .key
                          blueprint: '"jiraIssue"'
                """);

        Cli.Outcome outcome = port().with("PORT_MAPPING", file.toString()).run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).contains("expand.yml asks for versionedRepresentations", "take it out")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void an_expression_that_does_not_compile_stops_the_start_with_a_sentence() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yml"), """
                resources:
                  - kind: issue
                    selector:
                      query: "true"
                    port:
                      entity:
                        mappings:
                          identifier: .key |
                          blueprint: '"jiraIssue"'
                """);

        Cli.Outcome outcome = port().with("PORT_MAPPING", file.toString()).run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).contains("broken.yml").doesNotContain("Exception", "\tat ");
    }

    private Cli port() {
        return new Cli(folder, sandbox).with("SYNC_ENABLED", "port").with("PORT_REQUESTS_PER_SECOND", "0");
    }
}
