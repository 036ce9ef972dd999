package io.github.cameljirasync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code check} and {@code preview} of a sync with Port. */
class PortCommandsTest {

    @TempDir
    private Path folder;
    private Sandbox sandbox;

    @BeforeEach
    void addIssues() throws IOException {
        sandbox = Sandbox.start();
        sandbox.issues().addProject("SHOP", "Web shop");
        sandbox.issues().add("SHOP", issue -> issue.summary("Search by colour"));
        Files.writeString(folder.resolve("mapping.yml"), Files.readString(Path.of("routes/mappings/port-app-config.yml"))
                .replaceAll("jql: .*", "jql: project is not EMPTY")
                .replace("components: .fields.components", "components: .fields.components | map(.name)"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Cli cli() {
        return new Cli(folder, sandbox).with("SYNC_ENABLED", "port").with("PORT_REQUESTS_PER_SECOND", "0")
                .with("PORT_MAPPING", folder.resolve("mapping.yml").toString());
    }

    @Test
    void check_says_whether_the_client_is_accepted_and_which_blueprints_are_missing() {
        Cli.Outcome before = cli().run("check");
        cli().run("once");
        Cli.Outcome after = cli().run("check");

        assertThat(before.out()).contains("ok     Port: the client is accepted",
                "note   Port: blueprint jiraIssue is not there yet; the first run creates it").doesNotContain("Port: blueprint"
                        + " jiraIssue is there");
        assertThat(after.out()).contains("ok     Port: blueprint jiraIssue is there");
    }

    @Test
    void check_asks_jira_about_the_filter_of_the_mapping() throws IOException {
        String mapping = Files.readString(folder.resolve("mapping.yml"));

        Cli.Outcome good = cli().without("JIRA_JQL").run("check");
        Files.writeString(folder.resolve("mapping.yml"), mapping.replaceAll("jql: .*", "jql: nonsense = 1"));
        Cli.Outcome bad = cli().without("JIRA_JQL").run("check");

        assertThat(good.out()).contains("ok     Filter: Jira accepts it and finds about 1 issue").doesNotContain("WRONG");
        assertThat(bad.out()).contains("WRONG  Filter: ", "nonsense", "correct the jql of the mapping file");
        assertThat(bad.status()).isEqualTo(ExitStatus.MISCONFIGURED);
    }

    @Test
    void check_names_a_blueprint_that_nobody_will_create() {
        Cli.Outcome outcome = cli().with("PORT_CREATE_RESOURCES", "false").run("check");

        assertThat(outcome.out()).contains("WRONG  Port: there is no blueprint 'jiraIssue'", "port.create-resources");
        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
    }

    @Test
    void check_says_what_to_look_at_when_the_client_is_refused() {
        Cli.Outcome outcome = cli().with("PORT_CLIENT_SECRET", "marked-secret").run("check");

        assertThat(outcome.out()).contains("WRONG  Port: ", "look at port.url, port.client-id and port.client-secret");
        assertThat(outcome.out().lines().filter(line -> line.startsWith("WRONG"))).hasSize(1);
        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.all()).doesNotContain("marked-secret", "Exception");
    }

    @Test
    void preview_lets_port_validate_and_shows_what_would_change_and_stores_nothing() throws IOException {
        Cli.Outcome first = cli().run("preview", "--sync", "port");

        assertThat(first.out()).contains("jiraIssue", "created").contains("0 would fail");
        assertThat(sandbox.portEntities().all()).isEmpty();
        cli().run("once");
        sandbox.issues().change("SHOP-1", issue -> issue.summary("Search by size"));

        JsonNode second = new JsonMapper().readTree(cli().run("preview", "--json").out()).at("/syncs/0");

        assertThat(second.path("change").asInt()).isEqualTo(1);
        assertThat(second.toString()).contains("Search by colour", "Search by size");
        assertThat(sandbox.portEntities().all().toString()).doesNotContain("Search by size");
        assertThat(sandbox.requests().count(RemoteSystem.PORT, "DELETE")).isZero();
    }
}
