package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BookkeepingTest {

    private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");
    private Sandbox sandbox;
    private Client client;

    private void start(SandboxOptions options) {
        sandbox = Sandbox.start(options.clock(clock));
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void myself() throws Exception {
        client.jira("GET", "/rest/api/3/myself", null);
    }

    @Test
    void requestsAreRememberedAndCounted() throws Exception {
        start(new SandboxOptions());
        myself();
        client.vote("POST", client.initiatives(), "{\"title\":\"One\"}", "Idempotency-Key", "0123456789abcdef");

        assertThat(sandbox.requests().all()).extracting(RecordedRequest::system, RecordedRequest::method,
                RecordedRequest::path, RecordedRequest::status, RecordedRequest::idempotencyKey).containsExactly(
                        tuple(RemoteSystem.JIRA, "GET", "/rest/api/3/myself", 200, null),
                        tuple(RemoteSystem.PRIORITY_VOTE, "POST",
                                "/api/v1/backlogs/7001/initiatives", 201, "0123456789abcdef"));
        assertThat(sandbox.requests().to(RemoteSystem.PRIORITY_VOTE).get(0).body()).isEqualTo("{\"title\":\"One\"}");
        assertThat(sandbox.requests().count(RemoteSystem.JIRA)).isEqualTo(1);
        assertThat(sandbox.requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 201)).isEqualTo(1);
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void quietBookkeepingOnlyCounts() throws Exception {
        start(new SandboxOptions().quietBookkeeping());
        myself();

        assertThat(sandbox.requests().all()).isEmpty();
        assertThat(sandbox.requests().counters()).containsEntry("jira GET 200", 1L);
    }

    @Test
    void aRequestBeforeRetryAfterHasPassedIsAViolation() throws Exception {
        start(new SandboxOptions());
        sandbox.faults().add(Fault.tooManyRequests(Duration.ofSeconds(2)));
        myself();
        myself();
        assertThat(sandbox.violations()).as("it may have been on its way").isEmpty();
        clock.advance(Duration.ofMillis(1_900));
        client.vote("GET", sandbox.priorityVoteUrl() + "/backlogs", null);
        assertThat(sandbox.violations()).as("the other system's pause is none of its business").isEmpty();
        myself();
        assertThat(sandbox.violations()).singleElement().asString().contains("100 ms before the Retry-After of '2'");
        clock.advance(Duration.ofMillis(100));
        myself();
        assertThat(sandbox.violations()).hasSize(1);
    }

    @Test
    void theBacklogCanBeWatchedInABrowser() throws Exception {
        start(new SandboxOptions());
        sandbox.initiatives().add(sandbox.backlogId(), "Price < 5 & more", 3, "jira", "A-1");

        assertThat(client.send("GET", sandbox.backlogPageUrl(), null).body()).contains("Price &lt; 5 &amp; more");
        assertThat(client.send("GET", sandbox.jiraUrl() + "/_sandbox", null).json().get("initiatives").asInt())
                .isEqualTo(1);
        assertThat(sandbox.requests().all()).isEmpty();
    }

    @Test
    void enumeratingTheBacklogIsAViolationAndALookUpIsNot() throws Exception {
        start(new SandboxOptions());
        client.vote("GET", client.initiatives() + "?external_source=jira&external_ref=A-1", null);
        client.vote("GET", client.initiatives() + "?per_page=1", null);
        assertThat(sandbox.violations()).isEmpty();

        client.vote("GET", client.initiatives() + "?per_page=100", null);

        assertThat(sandbox.violations()).singleElement().asString().endsWith("enumerates the backlog");
    }

    @Test
    void credentialsOfTheOtherSystemAreAViolation() throws Exception {
        start(new SandboxOptions());
        client.send("GET", sandbox.priorityVoteUrl() + "/backlogs", null, "Authorization",
                client.jiraAuthorization());
        client.jiraAs("Bearer " + sandbox.pat(), "GET", "/rest/api/3/myself", null);

        assertThat(sandbox.violations()).hasSize(2);
        assertThat(sandbox.violations().get(0)).endsWith("carries credentials that are not Priority.vote's");
        assertThat(sandbox.violations().get(1)).endsWith("carries a Priority.vote token");
    }

    @Test
    void aPaceAboveTheWatchedRateIsAViolation() throws Exception {
        start(new SandboxOptions().watchPriorityVoteRequestsPerSecond(1));
        for (int i = 0; i < 5; i++) {
            client.vote("GET", sandbox.priorityVoteUrl() + "/backlogs", null);
            clock.advance(Duration.ofMillis(i % 2 == 0 ? 900 : 1_100));
        }
        assertThat(sandbox.violations()).as("uneven transport keeps the rate").isEmpty();

        clock.advance(Duration.ofMillis(-500));
        client.vote("GET", sandbox.priorityVoteUrl() + "/backlogs", null);

        assertThat(sandbox.violations()).singleElement().asString().contains("too early for 1.0 requests per second");
    }

    @Test
    void moreThanThreeJiraRequestsInFlightAreAViolation() throws Exception {
        start(new SandboxOptions());
        sandbox.faults().add(Fault.latency(Duration.ofMillis(500)).always());
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(client.voteLater("GET", sandbox.jiraUrl() + "/rest/api/3/serverInfo", null, "0123456789abcdef"));
        }
        for (CompletableFuture<Integer> one : all) {
            one.get();
        }

        assertThat(sandbox.referee().mostJiraRequestsInFlight()).isEqualTo(4);
        assertThat(sandbox.violations()).filteredOn(one -> one.contains("in flight")).hasSize(1);
    }
}
