package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;

import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String BODY = "{\"title\":\"One\",\"external_source\":\"jira\",\"external_ref\":\"A-1\"}";
    private static final String KEY = "0123456789abcdef";

    private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");
    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(new SandboxOptions().clock(clock));
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Client.Reply myself() throws Exception {
        return client.jira("GET", "/rest/api/3/myself", null);
    }

    private Client.Reply post() throws Exception {
        return client.vote("POST", client.initiatives(), BODY, "Idempotency-Key", KEY);
    }

    @Test
    void aStatusHitsTheNextRequestsAndIsOverThen() throws Exception {
        sandbox.faults().add(Fault.status(500).times(2));

        assertThat(myself().status()).isEqualTo(500);
        assertThat(sandbox.faults().active()).containsExactly("status 500, 1 more times");
        assertThat(post().status()).isEqualTo(500);
        assertThat(post().status()).isEqualTo(201);
        assertThat(sandbox.faults().active()).isEmpty();
    }

    @Test
    void aFaultHitsOnlyWhatItMatches() throws Exception {
        sandbox.faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).method("POST").path("/initiatives$")
                .when(call -> new String(call.body()).contains("A-1")).always());

        assertThat(myself().status()).isEqualTo(200);
        assertThat(client.vote("GET", sandbox.priorityVoteUrl() + "/backlogs", null).status()).isEqualTo(200);
        assertThat(client.vote("POST", client.initiatives(), "{\"title\":\"Two\"}").status()).isEqualTo(201);
        assertThat(post().status()).isEqualTo(503);
        sandbox.faults().clear();
        assertThat(post().status()).isEqualTo(201);
    }

    @Test
    void tooManyRequestsSaysWhenInSecondsAsADateOrNotAtAll() throws Exception {
        sandbox.faults().add(Fault.tooManyRequests(Duration.ofSeconds(7)));
        sandbox.faults().add(Fault.status(429).retryAfterDate(Duration.ofSeconds(90)));
        sandbox.faults().add(Fault.tooManyRequests());

        assertThat(myself().header("Retry-After")).isEqualTo("7");
        assertThat(myself().header("Retry-After")).isEqualTo("Fri, 20 Nov 2026 12:01:30 GMT");
        Client.Reply last = myself();
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isNull();
        assertThat(last.json().get("errorMessages").get(0).asText()).contains("rate-limited");
    }

    @Test
    void dataCenterAnswersTooManyRequestsWithAWebPage() throws Exception {
        try (Sandbox other = Sandbox.start(new SandboxOptions().flavour(Flavour.DATA_CENTER))) {
            other.faults().add(Fault.tooManyRequests(Duration.ofSeconds(1)));

            assertThat(new Client(other).jira("GET", "/rest/api/2/myself", null).header("Content-Type"))
                    .startsWith("text/html");
        }
    }

    @Test
    void aResetBeforeProcessingLeavesNothingBehind() {
        sandbox.faults().add(Fault.resetBefore());

        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
        assertThat(sandbox.initiatives().size()).isZero();
        assertThat(sandbox.requests().count(RemoteSystem.PRIORITY_VOTE, "POST", -1)).isEqualTo(1);
    }

    @Test
    void aResetAfterProcessingLosesOnlyTheAnswer() throws Exception {
        sandbox.faults().add(Fault.resetAfter());

        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
        assertThat(sandbox.initiatives().size()).isEqualTo(1);
        assertThat(post().status()).as("the replay under the same key").isEqualTo(201);
        assertThat(sandbox.initiatives().size()).isEqualTo(1);
    }

    @Test
    void halfAnAnswerBreaksOff() {
        sandbox.faults().add(Fault.halfAnswer());

        assertThatThrownBy(this::post).isInstanceOf(IOException.class);
        assertThat(sandbox.initiatives().size()).isEqualTo(1);
    }

    @Test
    void aWebPageComesInsteadOfJson() throws Exception {
        sandbox.faults().add(Fault.html());

        Client.Reply reply = post();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.json()).isNull();
        assertThat(sandbox.initiatives().size()).isZero();
    }

    @Test
    void anErrorCanHideThatTheWriteWasDone() throws Exception {
        sandbox.faults().add(Fault.status(502).afterProcessing());

        assertThat(post().status()).isEqualTo(502);
        assertThat(sandbox.initiatives().size()).isEqualTo(1);
    }

    @Test
    void latencyAndDripTakeTheirTimeAndAnswerInFull() throws Exception {
        sandbox.faults().add(Fault.latency(Duration.ofMillis(120)));
        sandbox.faults().add(Fault.drip(Duration.ofMillis(120)));

        for (int i = 0; i < 2; i++) {
            long begin = System.nanoTime();
            assertThat(myself().json().get("displayName").asText()).isEqualTo("Sync Robot");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(80));
        }
    }

    @Test
    void aProbabilityIsKeptRoughlyAndTheSameForTheSameSeed() throws Exception {
        sandbox.faults().add(Fault.status(500).withProbability(0.3).always());
        int hits = 0;
        for (int i = 0; i < 100; i++) {
            hits += myself().status() == 500 ? 1 : 0;
        }
        assertThat(hits).isBetween(15, 45);
    }

    @Test
    void faultsAreSwitchedOverHttpToo() throws Exception {
        String admin = sandbox.jiraUrl() + "/_sandbox/faults";

        assertThat(client.send("POST", admin, "{\"kind\":\"status\",\"status\":429,\"retryAfter\":3,\"system\":"
                + "\"jira\",\"method\":\"GET\",\"path\":\"/myself\",\"times\":5}").status()).isEqualTo(201);
        assertThat(myself().header("Retry-After")).isEqualTo("3");
        assertThat(client.send("GET", admin, null).body()).isEqualTo(
                "[\"status 429, Retry-After 3, 4 more times\"]");
        assertThat(client.send("DELETE", admin, null).status()).isEqualTo(204);
        assertThat(myself().status()).isEqualTo(200);
        assertThat(client.send("POST", admin, "{\"kind\":\"earthquake\"}").status()).isEqualTo(400);
    }
}
