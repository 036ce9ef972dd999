package io.github.cameljirasync.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.FailedIssue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Failures of steps that an integrator has added, and failures of several kinds in a row for one issue. */
class FailedStepsTest extends SyncTest {

    /** The routes with another step in front of the one with this id. */
    private void addStep(String before, String step) throws IOException {
        Path routes = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file.toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path sync = routes.resolve("jira-to-priority-vote.camel.yaml");
        String text = Files.readString(sync);
        String anchor = text.lines().filter(line -> line.strip().equals("id: " + before)).findFirst().orElseThrow();
        String indent = anchor.substring(0, anchor.indexOf("id:") - 4);
        int at = text.lastIndexOf("\n" + indent + "- ", text.indexOf(anchor)) + 1;
        Files.writeString(sync, text.substring(0, at) + step.indent(indent.length()) + text.substring(at));
    }

    private static String failing(String exception) {
        return """
                - throwException:
                    id: enrich
                    description: Fails
                    exceptionType: %s
                    message: the shelf is empty
                """.formatted(exception);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.io.IOException", "java.net.ConnectException", "java.lang.IllegalStateException",
        "java.io.FileNotFoundException"})
    void an_added_step_that_fails_is_named_and_is_no_fault_of_the_target_nor_of_the_mapping(String exception)
            throws IOException {
        addStep("unless-delivered", failing(exception));
        sync().with("sync.retries", "1").with("sync.unhealed-in-a-row", "1").addMany(5);

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().deadLetters()).hasSize(5).extracting(DeadLetter::failed).allSatisfy(failed -> {
            assertThat(failed.error()).isEqualTo("the step enrich failed: the shelf is empty");
            assertThat(failed.kind()).isEqualTo(FailedIssue.Kind.RETRYABLE);
        });
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void an_added_step_in_jq_is_named_when_it_fails_behind_the_mapping() throws IOException {
        addStep("unless-delivered", """
                - setVariable:
                    id: team
                    description: Fails
                    name: team
                    expression:
                      jq:
                        expression: error("no team")
                """);
        sync().add("Orphan");

        sync().once();

        assertThat(sync().deadLetters()).singleElement().satisfies(letter ->
                assertThat(letter.failed().error()).isEqualTo("the step team failed: no team"));
    }

    @Test
    void a_refused_key_gets_its_new_one_after_tries_that_failed_for_another_reason() {
        sync().with("sync.retries", "5").add("Key trouble");
        sandbox().faults().add(Fault.status(503).on(RemoteSystem.PRIORITY_VOTE).times(3));
        sandbox().faults().add(Fault.status(422, "idempotency_key_conflict").on(RemoteSystem.PRIORITY_VOTE));
        sandbox().faults().add(Fault.status(502).on(RemoteSystem.PRIORITY_VOTE));

        Run run = sync().once();

        assertThat(counts(run).created()).as(run.reason()).isEqualTo(1);
        assertThat(sync().writes()).extracting(RecordedRequest::status).containsExactly(503, 503, 503, 422, 502, 201);
        List<String> keys = sync().writes().stream().map(RecordedRequest::idempotencyKey).toList();
        assertThat(keys.subList(0, 4)).containsOnly(keys.get(0));
        assertThat(keys.subList(4, 6)).containsOnly(keys.get(4)).doesNotContain(keys.get(0));
        sync().assertMirrored();
    }

    @Test
    void an_issue_that_is_rejected_after_an_outage_is_not_tried_again() {
        sync().with("sync.retries", "5").add("Unlucky");
        sandbox().faults().add(Fault.status(503).on(RemoteSystem.PRIORITY_VOTE));
        sandbox().faults().add(Fault.status(422, "validation_error").on(RemoteSystem.PRIORITY_VOTE).always());

        sync().once();

        assertThat(sync().targetRequests()).containsOnlyKeys("POST 503", "POST 422").containsEntry("POST 422", 1L);
        assertThat(sync().deadLetters()).singleElement().satisfies(letter ->
                assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.REJECTED));
    }
}
