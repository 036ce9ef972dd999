package io.github.cameljirasync.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.http.CredentialRefusedException;
import io.github.cameljirasync.http.TryAgainException;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kamelet:priority-vote-initiative-sink} in a route of a host, without a sync around it. */
class SinkAloneTest {

    private static final String PAYLOAD = """
            {"title": "%s", "description": "", "effort": 2, "external_source": "jira", "external_ref": "A-1"}""";

    private Sandbox sandbox;
    private Host host;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        host = new Host("host", sandbox, folder.resolve("state.db")).takeBeans().own(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TryAgainException.class).maximumRedeliveries(2).redeliveryDelay(1);
                from("direct:own").to("kamelet:priority-vote-initiative-sink?url={{priority-vote.url}}"
                        + "&token=RAW({{priority-vote.pat}})&backlogId={{priority-vote.backlog-id}}"
                        + "&requestsPerSecond=0&noErrorHandler=true");
            }
        }).start();
    }

    @AfterEach
    void stop() {
        host.close();
        sandbox.close();
    }

    @Test
    void aPayloadBecomesAnInitiativeAndTheAnswerIsItsId() {
        String id = send(PAYLOAD.formatted("First"));
        assertThat(sandbox.initiatives().findByRef("jira", "A-1")).hasValueSatisfying(initiative -> {
            assertThat(initiative.title()).isEqualTo("First");
            assertThat(id).isIn(initiative.id(true), initiative.id(false));
        });
        assertThat(writes()).extracting(RecordedRequest::idempotencyKey).doesNotContainNull();
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void anInitiativeThatExistsIsUpdatedUnderAKeyOfItsOwn() {
        String first = send(PAYLOAD.formatted("First"));
        String second = send(PAYLOAD.formatted("Second").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(second).isEqualTo(first);
        assertThat(sandbox.initiatives().all()).singleElement()
                .satisfies(initiative -> assertThat(initiative.title()).isEqualTo("Second"));
        assertThat(writes()).extracting(RecordedRequest::idempotencyKey).doesNotHaveDuplicates();
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void aRepeatedTryCarriesTheSameKey() {
        sandbox.faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).method("POST").times(1));
        send(PAYLOAD.formatted("First"));
        assertThat(writes()).hasSize(2);
        assertThat(writes()).extracting(RecordedRequest::idempotencyKey).containsOnly(writes().get(0).idempotencyKey());
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void aRefusedTokenComesBackToTheHost() {
        sandbox.priorityVoteTokens().revoke(sandbox.pat());
        assertThatThrownBy(() -> send(PAYLOAD.formatted("First"))).rootCause()
                .isInstanceOf(CredentialRefusedException.class).hasMessageContaining("priority-vote refused the credential");
    }

    @Test
    void aBodyThatIsNoJsonIsRefusedWithASentence() {
        assertThatThrownBy(() -> send(Map.of("title", "First"))).rootCause()
                .hasMessageContaining("The body for the sink must be JSON")
                .hasMessageContaining("put a step before it that makes JSON of it");
        assertThat(sandbox.requests().count(RemoteSystem.PRIORITY_VOTE)).isZero();
    }

    private String send(Object payload) {
        return host.context().createProducerTemplate().requestBody("direct:own", payload, String.class);
    }

    private List<RecordedRequest> writes() {
        return sandbox.requests().matching(request -> request.system() == RemoteSystem.PRIORITY_VOTE
                && !"GET".equals(request.method()));
    }
}
