package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.priorityvote.Initiative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process of its own. */
class RunCommandTest {

    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private Path folder;
    private Sandbox sandbox;
    private Cli cli;
    private ProgramProcess process;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        cli = new Cli(folder, sandbox);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.close();
        }
        sandbox.close();
    }

    private void seed(int issues) {
        new DemoData(sandbox.issues(), 1).seedMany(issues, Instant.now());
    }

    private void launch(String... arguments) throws Exception {
        process = new ProgramProcess(folder, cli.environment());
        process.start(arguments);
    }

    private String err() throws Exception {
        return process.err();
    }

    @Test
    void aPacedRunOfAFullPageEndsInOrderWhenItIsToldToAndTheNextOneGoesOn() throws Exception {
        seed(300);
        cli.with("PRIORITY_VOTE_REQUESTS_PER_SECOND", "1");
        launch();
        await().atMost(START).until(() -> sandbox.initiatives().size() >= 2);

        process.signal("TERM");

        assertThat(process.await()).isEqualTo(ExitStatus.OK);
        int delivered = sandbox.initiatives().size();
        assertThat(delivered).isLessThan(50);
        assertThat(err()).contains("STOPPED").doesNotContain("Exception", "ERROR");

        Cli.Outcome next = cli.with("PRIORITY_VOTE_REQUESTS_PER_SECOND", "0").run("once");

        assertThat(next.status()).isEqualTo(ExitStatus.OK);
        assertThat(next.out()).contains(300 - delivered + " created");
        assertThat(sandbox.initiatives().all()).hasSize(300).extracting(Initiative::externalRef).doesNotHaveDuplicates();
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void onceEndsWhenItIsToldToWithAStatusAndOneSentenceAndNothingIsLost() throws Exception {
        seed(30);
        cli.with("PRIORITY_VOTE_REQUESTS_PER_SECOND", "1");
        launch("once");
        await().atMost(START).until(() -> sandbox.initiatives().size() >= 2);

        process.signal("TERM");

        assertThat(process.await()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(process.out()).hasLineCount(1)
                .contains("stopped: the process was told to stop; nothing is lost, the next run goes on.");
        assertThat(err()).doesNotContain("Exception", "ERROR");
        assertThat(cli.with("PRIORITY_VOTE_REQUESTS_PER_SECOND", "0").run("once").status()).isEqualTo(ExitStatus.OK);
        assertThat(sandbox.initiatives().all()).hasSize(30).extracting(Initiative::externalRef).doesNotHaveDuplicates();
    }

    @Test
    void onceEndsInTimeEvenWhenTheTargetDoesNotAnswer() throws Exception {
        seed(3);
        // nothing but the order to stop ends the request before the patience of the test does
        Duration hour = Duration.ofHours(1);
        cli.with("HTTP_RESPONSE_TIMEOUT", Long.toString(hour.toMillis()));
        sandbox.faults().add(Fault.latency(hour).when(call -> call.path().endsWith("/initiatives")).always());
        launch("once");
        await().atMost(START).until(() -> sandbox.requests().count(RemoteSystem.JIRA, "POST", 200) > 0
                || sandbox.requests().count(RemoteSystem.JIRA, "GET", 200) > 1);

        process.signal("TERM");

        assertThat(process.await()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(process.out() + err()).containsIgnoringCase("told to stop").contains("nothing is lost, the next run goes on.")
                .doesNotContain("ERROR");
    }

    @Test
    void aKilledProcessBlocksNobody() throws Exception {
        seed(30);
        cli.with("PRIORITY_VOTE_REQUESTS_PER_SECOND", "1");
        launch("once");
        await().atMost(START).until(() -> sandbox.initiatives().size() >= 2);
        process.close();

        Cli.Outcome next = cli.with("PRIORITY_VOTE_REQUESTS_PER_SECOND", "0").run("once");

        assertThat(next.status()).isEqualTo(ExitStatus.OK);
        assertThat(sandbox.initiatives().all()).hasSize(30).extracting(Initiative::externalRef).doesNotHaveDuplicates();
    }

    @Test
    void aRefusedCredentialPausesTheSyncWithOneLineAndTheProcessStays() throws Exception {
        seed(3);
        cli.with("JIRA_TOKEN", "marked-token").with("SYNC_CRON", "* * * * * ?").with("CAMEL_JIRA_SYNC_LOG", "DEBUG");
        launch("run");

        await().atMost(START).until(() -> err().contains("is paused: "));

        assertThat(process.isAlive()).isTrue();
        assertThat(err().lines().filter(line -> line.contains(" WARN "))).hasSize(1)
                .allMatch(line -> line.contains("jira refused the credential with 401"));
        assertThat(err()).doesNotContain("marked-token");
        assertThat(sandbox.requests().count(RemoteSystem.JIRA, "GET", 401)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run --dev"})
    void aCorrectedTokenInTheFileIsTakenUpWithoutAStart(String command) throws Exception {
        seed(3);
        Folders.copy(Path.of("routes"), folder.resolve("routes"));
        int port = freePort();
        Path file = folder.resolve("application.properties");
        Files.writeString(file, "jira.token = wrong\npriority-vote.pat = " + sandbox.pat() + "\n");
        cli.without("JIRA_TOKEN").without("PRIORITY_VOTE_PAT").with("SYNC_CRON", "* * * * * ?")
                .with("MANAGEMENT_ENABLED", "true").with("MANAGEMENT_PORT", Integer.toString(port));
        launch(command.split(" "));
        await().atMost(START).until(() -> err().contains("jira refused the credential"));
        assertThat(health(port).statusCode()).isEqualTo(503);
        assertThat(health(port).body()).contains("is paused").contains("401");

        Files.writeString(file, "jira.token = " + sandbox.jiraToken() + "\npriority-vote.pat = wrong\n");
        await().atMost(START).until(() -> sandbox.requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 401) > 0);
        await().atMost(START).until(() -> err().contains("priority-vote refused the credential"));
        Files.writeString(file, "jira.token = " + sandbox.jiraToken() + "\npriority-vote.pat = " + sandbox.pat() + "\n");

        await().atMost(START).until(() -> sandbox.initiatives().size() == 3);
        await().atMost(START).until(() -> health(port).statusCode() == 200);
        assertThat(process.isAlive()).isTrue();
        assertThat(sandbox.requests().count(RemoteSystem.JIRA, "GET", 401)).isEqualTo(1);
        assertThat(err()).contains("In effect: jira.token").doesNotContain("Exception", sandbox.jiraToken(), sandbox.pat());
    }

    @Test
    void settingsThatCanNotBeUsedAreRefusedAndWhatRanBeforeGoesOn() throws Exception {
        seed(3);
        Path file = folder.resolve("application.properties");
        Files.writeString(file, "sync.overlap = 5m\n");
        cli.with("SYNC_CRON", "* * * * * ?");
        launch("run");
        await().atMost(START).until(() -> sandbox.initiatives().size() == 3);

        Files.writeString(file, "sync.overlap = soon\njira.jgl = x\n");
        await().atMost(START).until(() -> err().contains("The settings are refused, and what ran before goes on: "));
        sandbox.issues().add(DemoData.PROJECT, one -> one.summary("Later"));

        await().atMost(START).until(() -> sandbox.initiatives().size() == 4);
        assertThat(err()).contains("did you mean jira.jql?").contains("Setting sync.overlap is 'soon'");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> health(int port) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/observe/health")).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aStartByAPersonResumesWhatWasPaused() throws Exception {
        seed(3);
        assertThat(cli.with("JIRA_TOKEN", "wrong").run("once").status()).isEqualTo(ExitStatus.REFUSED);

        cli.with("JIRA_TOKEN", sandbox.jiraToken());
        launch("run");

        await().atMost(START).until(() -> sandbox.initiatives().size() == 3);
    }
}
