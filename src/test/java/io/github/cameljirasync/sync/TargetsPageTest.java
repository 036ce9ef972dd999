package io.github.cameljirasync.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.cameljirasync.cli.RouteFiles;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.jira.Issue;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;

/** The target that docs/targets.md adds works as the page says. */
class TargetsPageTest extends SyncTest {

    private static final String TRACKER = "tracker";

    private final Tracker tracker = new Tracker();
    private List<Path> files;

    @BeforeEach
    void addTheTarget() throws IOException {
        files = TargetsPage.writeTo(folder);
        sync().with("sync.enabled", TRACKER).with("tracker.url", tracker.url()).with("tracker.token", Tracker.TOKEN);
    }

    @AfterEach
    void stopTheTracker() {
        tracker.close();
    }

    private Run once() {
        return sync().bundle().run(TRACKER, RunRequest.tick());
    }

    private List<DeadLetter> letters() {
        return sync().bundle().bean("jiraSyncDeadLetters", DeadLetters.class).list(TRACKER, 10);
    }

    @Test
    void the_checks_of_the_product_accept_the_files() throws IOException {
        assertThat(files).extracting(file -> folder.relativize(file).toString()).containsExactly(
                "routes/mappings/tracker.jq",
                "routes/jira-to-tracker.camel.yaml", "routes/jira-to-both.camel.yaml");
        for (Path file : files) {
            assertThat(new RouteFiles().check(file)).isEmpty();
        }
        assertThat(Files.readString(files.get(1))).doesNotContain("priority-vote-");
    }

    @Test
    void issues_become_items_and_only_changes_are_sent() {
        Issue issue = sync().add("Search by colour");
        sync().add("Pay later");

        assertThat(counts(once()).created()).isEqualTo(2);
        assertThat(tracker.requests()).hasSize(2).allMatch(request -> request.getMethod().getName().equals("PUT"));
        tracker.forgetRequests();

        Run second = once();
        assertThat(counts(second).unchanged() + counts(second).created() + counts(second).updated())
                .isEqualTo(counts(second).unchanged());
        assertThat(tracker.requests()).isEmpty();

        sync().rename(issue.key(), "Search by size");
        assertThat(counts(once()).updated()).isEqualTo(1);
        assertThat(tracker.requests()).singleElement().satisfies(request -> {
            assertThat(request.getUrl()).isEqualTo("/items/" + issue.id());
            assertThat(request.getBodyAsString()).contains("\"name\":\"Search by size\"", "\"key\":\"" + issue.key() + '"');
        });
    }

    @Test
    void an_item_that_is_refused_becomes_a_dead_letter_and_the_others_are_written() {
        tracker.answer("Too odd", jsonResponse("{\"message\":\"odd names are not taken\"}", 422));
        sync().add("Too odd");
        sync().add("Pay later");

        Run run = once();

        assertThat(List.of(counts(run).created(), counts(run).failed())).containsExactly(1L, 1L);
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.failed().status()).isEqualTo(422);
            assertThat(letter.failed().error()).contains("odd names are not taken");
        });
        assertThat(sync().bundle().bean("jiraSyncDeadLetters", DeadLetters.class).find(letters().get(0).id()).orElseThrow()
                .failed().payload()).contains("Too odd");
    }

    @Test
    void a_request_that_came_too_fast_is_repeated() {
        tracker.answerOnce(aResponse().withStatus(429).withHeader("Retry-After", "0"));
        sync().add("Pay later");

        assertThat(counts(once()).created()).isEqualTo(1);
        assertThat(tracker.requests()).hasSize(2);
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_refused_token_ends_the_run_and_pauses_the_sync() {
        tracker.answer("", status(401));
        sync().add("Pay later");

        Run run = once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(run.reason()).contains("tracker refused the credential").doesNotContain(Tracker.TOKEN);
        assertThat(sync().bundle().bean("jiraSyncProgress", Progress.class).paused(TRACKER)).isPresent();
        assertThat(letters()).isEmpty();
    }

    @Test
    void what_is_deleted_in_jira_is_deleted_there_also_when_it_is_gone_already() {
        Issue issue = sync().add("Search by colour");
        sync().add("Pay later");
        once();
        sandbox().issues().delete(issue.key());
        tracker.forgetRequests();

        Run run = sync().bundle().run(TRACKER, new RunRequest(true, false, 0, true));

        assertThat(counts(run).archived()).isEqualTo(1);
        assertThat(tracker.requests()).extracting(request -> request.getMethod().getName() + ' ' + request.getUrl())
                .containsExactly("DELETE /items/" + issue.id());
        sandbox().issues().delete("SHOP-2");
        tracker.answerOnce(status(404));
        assertThat(counts(sync().bundle().run(TRACKER, new RunRequest(true, false, 0, true))).archived()).isEqualTo(1);
    }

    @Test
    void a_kamelet_of_one_s_own_that_began_as_a_copy_takes_its_place() throws IOException {
        Path route = files.get(1);
        Files.writeString(route, Files.readString(route).replace("kamelet:json-item-sink", "kamelet:tracker-note-sink"));
        Path kamelet = folder.resolve("kamelets/tracker-note-sink.kamelet.yaml");
        Files.createDirectories(kamelet.getParent());
        Files.writeString(kamelet, Files.readString(Path.of("src/main/resources/kamelets/json-item-sink.kamelet.yaml"))
                .replace("name: json-item-sink", "name: tracker-note-sink")
                .replace("{{path}}/${variable.jiraIssueId}", "{{path}}/7${variable.jiraIssueId}"));
        Issue issue = sync().add("Pay later");

        assertThat(counts(once()).created()).isEqualTo(1);
        assertThat(tracker.requests()).singleElement().satisfies(request ->
                assertThat(request.getUrl()).isEqualTo("/items/7" + issue.id()));
    }
}
