package io.github.cameljirasync.cli;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sync.TargetsPage;
import io.github.cameljirasync.sync.Tracker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code check} and {@code preview} of the sync of docs/targets.md with two targets, of which one brings neither. */
class SeveralTargetsCommandsTest {

    @TempDir
    private Path folder;
    private final Tracker tracker = new Tracker();
    private Sandbox sandbox;

    @BeforeEach
    void addIssues() throws IOException {
        TargetsPage.writeTo(folder);
        sandbox = Sandbox.start();
        sandbox.issues().addProject("SHOP", "Web shop");
        sandbox.issues().add("SHOP", issue -> issue.summary("Search by colour"));
        sandbox.issues().add("SHOP", issue -> issue.summary("Pay later"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        tracker.close();
    }

    private Cli cli() {
        return new Cli(folder, sandbox).with("SYNC_ENABLED", "both").with("TRACKER_URL", tracker.url())
                .with("TRACKER_TOKEN", Tracker.TOKEN);
    }

    @Test
    void check_asks_each_target_that_brings_a_check_and_looks_at_both_mappings() {
        Cli.Outcome outcome = cli().run("check");

        assertThat(outcome.out()).contains("ok     Priority.vote: the token is good and reaches backlog 7001",
                "note   Target tracker: it brings no check", "priority-vote.jq compiles", "tracker.jq compiles",
                "that file:" + folder.resolve("routes/mappings/tracker.jq") + " reads").doesNotContain("WRONG");
        assertThat(outcome.status()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void a_setting_of_a_target_that_is_missing_is_named_with_its_file() {
        assertThat(cli().without("TRACKER_TOKEN").run("check").out())
                .contains("WRONG  ", "jira-to-both.camel.yaml", "tracker.token");
    }

    @Test
    void preview_shows_what_an_issue_becomes_at_each_target() throws IOException {
        Cli.Outcome before = cli().run("preview");

        assertThat(before.out()).contains("SHOP-1 (votes)", "SHOP-1 (tracker)", "name: Search by colour",
                "of 2 issues, 4 would be created");
        assertThat(tracker.requests()).isEmpty();
        cli().run("once");
        sandbox.issues().change("SHOP-1", issue -> issue.status("Done"));

        JsonNode after = new JsonMapper().readTree(cli().run("preview", "--full", "--json").out()).at("/syncs/0");

        assertThat(after.path("change").asInt()).isEqualTo(1);
        assertThat(after.path("leave").asInt()).isEqualTo(3);
        JsonNode changed = null;
        for (JsonNode issue : after.path("issues")) {
            changed = issue.path("action").asText().equals("change") ? issue : changed;
        }
        assertThat(changed.path("part").asText()).isEqualTo("tracker");
        assertThat(changed.path("note").asText()).contains("the target was not asked");
    }
}
