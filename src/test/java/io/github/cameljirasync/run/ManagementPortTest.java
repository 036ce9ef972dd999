package io.github.cameljirasync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementPortTest {

    private static final String SYNC = "priority-vote";

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;

    @TempDir
    private Path folder;

    @BeforeEach
    void findPort() throws Exception {
        port = RunningBundle.freePort();
    }

    @Test
    void metricsCountWhatARunHasDone() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = managed(sandbox).start()) {
            new DemoData(sandbox.issues(), 1).seed(12, Instant.now());
            sandbox.faults().add(Fault.status(400).on(RemoteSystem.PRIORITY_VOTE).method("POST").times(1));
            Run first = bundle.run(SYNC);
            long pages = sandbox.requests().count(RemoteSystem.JIRA, "POST", 200);

            assertThat(metrics())
                    .contains("jira_sync_issues_total{outcome=\"created\",sync=\"priority-vote\"} "
                            + (double) first.counts(Instant.now()).created())
                    .contains("jira_sync_issues_total{outcome=\"failed\",sync=\"priority-vote\"} 1.0")
                    .contains("jira_sync_issues_total{outcome=\"archived\",sync=\"priority-vote\"} 0.0")
                    .contains("jira_sync_requests_total{status=\"201\",system=\"priority-vote\"} "
                            + (double) sandbox.requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 201))
                    .contains("jira_sync_requests_total{status=\"400\",system=\"priority-vote\"} 1.0")
                    .contains("jira_sync_requests_total{status=\"200\",system=\"jira\"} " + (double) (pages + 1))
                    .contains("jira_sync_dead_letters{sync=\"priority-vote\"} 1.0")
                    .contains("jira_sync_runs_total{outcome=\"finished\",sync=\"priority-vote\"} 1.0")
                    .containsPattern("jira_sync_throttle_wait_seconds_total\\{system=\"priority-vote\"\\} \\d")
                    .containsPattern("jira_sync_last_run_duration_seconds\\{sync=\"priority-vote\"\\} \\d");
            assertThat(value("jira_sync_lag_seconds{sync=\"priority-vote\"}")).isBetween(0.0, 60.0);

            bundle.run(SYNC);
            assertThat(metrics())
                    .contains("jira_sync_runs_total{outcome=\"finished\",sync=\"priority-vote\"} 2.0")
                    .contains("jira_sync_issues_total{outcome=\"created\",sync=\"priority-vote\"} "
                            + (double) first.counts(Instant.now()).created());
        }
    }

    @Test
    void metricsKnowASyncBeforeItsFirstRun() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = managed(sandbox).start()) {
            assertThat(bundle.context().isStarted()).isTrue();
            assertThat(metrics())
                    .contains("jira_sync_lag_seconds{sync=\"priority-vote\"} NaN")
                    .contains("jira_sync_dead_letters{sync=\"priority-vote\"} 0.0");
        }
    }

    @Test
    void aRefusedPersonalAccessTokenIsDownWithTheReason() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = managed(sandbox).start()) {
            new DemoData(sandbox.issues(), 1).seed(3, Instant.now());
            assertThat(get("/observe/health").statusCode()).isEqualTo(200);
            sandbox.priorityVoteTokens().revoke(sandbox.pat());
            bundle.run(SYNC);

            HttpResponse<String> health = get("/observe/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("Sync 'priority-vote' is paused since")
                    .contains("priority-vote refused the credential with 401");
            assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noEndpointShowsASecret() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = managed(sandbox).start()) {
            new DemoData(sandbox.issues(), 1).seed(3, Instant.now());
            bundle.run(SYNC);
            sandbox.priorityVoteTokens().revoke(sandbox.pat());
            new DemoData(sandbox.issues(), 2).change(2);
            bundle.run(SYNC);

            for (String path : new String[] {"/observe", "/observe/health?data=true", "/observe/metrics", "/observe/info",
                "/observe/dev", "/q/dev", "/observe/jolokia"}) {
                assertThat(get(path).body()).as(path).doesNotContain(sandbox.pat(), sandbox.jiraToken());
            }
            assertThat(bundle.context().getEndpoints()).isNotEmpty().allSatisfy(endpoint ->
                    assertThat(endpoint.toString()).doesNotContain(sandbox.pat(), sandbox.jiraToken()));
        }
    }

    @Test
    void aRefusedJiraTokenIsDownWithTheReason() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = managed(sandbox).start()) {
            sandbox.jiraCredentials().revokeAll();
            bundle.run(SYNC);

            HttpResponse<String> health = get("/observe/health/ready");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("Sync 'priority-vote' is paused since")
                    .contains("jira refused the credential with 401");
            assertThat(metrics()).contains("jira_sync_runs_total{outcome=\"refused\",sync=\"priority-vote\"} 1.0");
        }
    }

    @Test
    void healthTellsHowTheLastRunOfASyncEnded() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = managed(sandbox).start()) {
            new DemoData(sandbox.issues(), 1).seed(3, Instant.now());
            bundle.run(SYNC);
            assertThat(get("/observe/health?data=true").body())
                    .contains("\"priority-vote.last.outcome\":\"finished\"")
                    .containsPattern("\"priority-vote.last.finished\":\"\\d{4}-");
        }
    }

    @Test
    void noSecretIsShown() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = managed(sandbox).start()) {
            new DemoData(sandbox.issues(), 1).seed(3, Instant.now());
            bundle.run(SYNC);
            sandbox.priorityVoteTokens().revoke(sandbox.pat());
            new DemoData(sandbox.issues(), 2).change(2);
            bundle.run(SYNC);
            assertThat(List.of(metrics(), get("/observe/health?data=true&stackTrace=true").body()))
                    .allSatisfy(text -> assertThat(text).doesNotContain(sandbox.pat(), sandbox.jiraToken(), sandbox.email()));
        }
    }

    @Test
    void onlyTheLoopbackIsListenedOn() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = managed(sandbox).start()) {
            assertThat(bundle.context().isStarted()).isTrue();
            assertThat(get("/observe/health").statusCode()).isEqualTo(200);
            List<InetAddress> others = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).toList();
            assertThat(others).as("addresses beside the loopback").isNotEmpty();
            for (InetAddress other : others) {
                assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Socket(other, port));
            }
        }
    }

    @Test
    void withoutManagementNothingIsMeasuredAndNothingListens() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = managed(sandbox).set("management.enabled", "false")
                .start()) {
            new DemoData(sandbox.issues(), 1).seed(3, Instant.now());
            assertThat(bundle.run(SYNC).outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(bundle.context().getRegistry().findByType(MeterRegistry.class)).isEmpty();
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port));
            assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().contains("vertx-camel"));
        }
    }

    private RunningBundle managed(Sandbox sandbox) {
        return new RunningBundle(sandbox, folder).set("management.enabled", "true")
                .set("management.port", Integer.toString(port));
    }

    private String metrics() throws Exception {
        return get("/observe/metrics").body();
    }

    private double value(String meter) throws Exception {
        return metrics().lines().filter(line -> line.startsWith(meter)).findFirst()
                .map(line -> Double.parseDouble(line.substring(meter.length()))).orElseThrow();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
