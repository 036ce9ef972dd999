package io.github.cameljirasync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A write whose answer is lost is repeated under its key until its outcome is known. */
class LostAnswersTest extends SyncTest {

    @ParameterizedTest
    @ValueSource(strings = {"reset before", "reset after", "half an answer", "no answer"})
    void a_write_without_an_answer_is_repeated_under_its_key_within_the_run(String how) {
        sync().with("http.response-timeout", "1000").with("sync.retry-delay", "500").with("sync.longest-retry-delay", "1000")
                .add("Lost");
        sandbox().faults().add(fault(how).on(RemoteSystem.PRIORITY_VOTE));

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);

        assertOneKeyAndOneInitiative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset before", "reset after", "half an answer", "no answer"})
    void a_write_without_an_answer_is_repeated_under_its_key_after_a_restart(String how) {
        sync().with("http.response-timeout", "1000").with("sync.retries", "0").add("Lost");
        sandbox().faults().add(fault(how).on(RemoteSystem.PRIORITY_VOTE));
        sync().once();
        // a service that is still busy with it would say that the key is in use
        await().until(() -> how.equals("reset before") || sandbox().initiatives().size() == 1);

        assertThat(sync().restart().once().outcome()).isEqualTo(RunOutcome.FINISHED);

        assertOneKeyAndOneInitiative();
        assertThat(sync().deadLetters()).isEmpty();
    }

    @Test
    void a_creation_that_is_older_than_the_memory_for_its_key_is_looked_up_before_it_is_repeated() {
        loseACreation(Fault.resetAfter());

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);

        assertThat(sync().targetRequests()).isEqualTo(Map.of("GET 200", 1L, "PATCH 200", 1L));
        assertThat(sandbox().initiatives().all()).hasSize(1);
        sync().assertMirrored();
    }

    @Test
    void a_creation_that_never_arrived_is_made_after_the_look_up() {
        loseACreation(Fault.resetBefore());

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);

        assertThat(sync().targetRequests()).isEqualTo(Map.of("GET 404", 1L, "POST 201", 1L));
        sync().assertMirrored();
    }

    private void loseACreation(Fault how) {
        sync().with("sync.retries", "0").add("Lost a day ago");
        sandbox().faults().add(how.on(RemoteSystem.PRIORITY_VOTE));
        sync().once();
        sync().execute("UPDATE jira_sync_link SET change_since = change_since - " + Duration.ofHours(25).toMillis());
        sync().restart().forgetRequests();
    }

    private void assertOneKeyAndOneInitiative() {
        assertThat(sync().writes()).hasSizeGreaterThanOrEqualTo(2).extracting(RecordedRequest::idempotencyKey).doesNotContainNull()
                .containsOnly(sync().writes().get(0).idempotencyKey());
        assertThat(sandbox().initiatives().logbook()).hasSize(1);
        sync().assertMirrored();
    }

    private static Fault fault(String how) {
        return switch (how) {
            case "reset before" -> Fault.resetBefore();
            case "reset after" -> Fault.resetAfter();
            case "half an answer" -> Fault.halfAnswer();
            default -> Fault.latency(Duration.ofMillis(2500));
        };
    }
}
