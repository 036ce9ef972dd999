package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class OnceCommandTest {

    @TempDir
    private Path folder;
    private Sandbox sandbox;
    private long issues;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        new DemoData(sandbox.issues(), 1).seed(20, Instant.now());
        issues = sandbox.issues().all().stream().filter(issue -> issue.projectKey().equals(DemoData.PROJECT)).count();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static JsonNode summary(Cli.Outcome outcome) throws Exception {
        return new ObjectMapper().readTree(outcome.out().lines().reduce((first, last) -> last).orElseThrow());
    }

    @Test
    void syncsAllAndSaysSoInOneLine() {
        Cli.Outcome outcome = new Cli(folder, sandbox).run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.OK);
        assertThat(outcome.out()).hasLineCount(1)
                .startsWith("priority-vote: finished. " + issues + " seen, " + issues + " created, 0 updated");
        assertThat(sandbox.initiatives().size()).isEqualTo((int) issues);
    }

    @Test
    void theLastLineOfStandardOutputIsTheSummaryAsJson() throws Exception {
        JsonNode sync = summary(new Cli(folder, sandbox).run("once", "--json")).path("syncs").path(0);

        assertThat(sync.fieldNames()).toIterable().containsExactly("name", "outcome", "seen", "created", "updated",
                "unchanged", "archived", "failed", "waiting", "requests", "durationMs");
        assertThat(sync.path("waiting").asInt()).isZero();
        assertThat(sync.path("name").asText()).isEqualTo("priority-vote");
        assertThat(sync.path("outcome").asText()).isEqualTo("finished");
        assertThat(sync.path("created").asLong()).isEqualTo(issues);
        assertThat(sync.path("requests").path("jira").asInt()).isEqualTo(2);
        assertThat(sync.path("requests").path("target").asLong()).isEqualTo(issues);
    }

    @Test
    void issuesInDeadLettersAreStatusOne() {
        sandbox.faults().add(Fault.status(422).on(RemoteSystem.PRIORITY_VOTE).method("POST").times(2));

        Cli.Outcome outcome = new Cli(folder, sandbox).run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.DEAD_LETTERS);
        assertThat(outcome.out()).contains("2 failed", "2 issues are in dead letters");
    }

    @Test
    void aFilterThatJiraRejectsIsStatusTwoWithJirasWords() {
        Cli.Outcome outcome = new Cli(folder, sandbox).with("JIRA_JQL", "nonsense = 1").run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.out()).contains("misconfigured", "jira.jql", "nonsense");
    }

    @Test
    void aWrongOptionIsStatusTwoWithTheUsage() {
        assertThat(new Cli(folder, sandbox).run("once", "--nope").status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(new Cli(folder, sandbox).run("onec").status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(new Cli(folder, sandbox).run("once", "--force").err()).contains("--full");
        Cli.Outcome unknown = new Cli(folder, sandbox).run("once", "--sync", "ports");
        assertThat(unknown.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(unknown.err()).contains("'ports'", "priority-vote");
    }

    @Test
    void aRefusedJiraTokenIsStatusThreeAndItsSecretIsNotShown() {
        Cli.Outcome outcome = new Cli(folder, sandbox).with("JIRA_TOKEN", "marked-token").run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.out()).contains("jira refused the credential with 401");
        assertThat(outcome.all()).doesNotContain("marked-token", "Exception");
    }

    @Test
    void aRefusedTargetTokenIsStatusThreeAndAGoodOneGoesOn() {
        Cli cli = new Cli(folder, sandbox).with("PRIORITY_VOTE_PAT", "marked-pat");

        Cli.Outcome refused = cli.run("once");
        Cli.Outcome mended = cli.with("PRIORITY_VOTE_PAT", sandbox.pat()).run("once");

        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.all()).doesNotContain("marked-pat", "Exception");
        assertThat(mended.status()).isEqualTo(ExitStatus.OK);
        assertThat(sandbox.initiatives().size()).isEqualTo((int) issues);
    }

    @Test
    void aSiteThatIsNotThereIsStatusFour() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        Cli.Outcome refused = new Cli(folder, sandbox).with("JIRA_URL", "http://127.0.0.1:" + closed).run("once", "--json");
        Cli.Outcome unknown = new Cli(folder, sandbox).with("JIRA_URL", "https://nowhere.invalid").run("once");

        assertThat(refused.status()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(summary(refused).path("syncs").path(0).path("outcome").asText()).isEqualTo("unreachable");
        assertThat(unknown.status()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(unknown.out()).contains("the host nowhere.invalid is unknown").doesNotContain("Exception");
    }

    @Test
    void aStateStoreThatCanNotBeOpenedIsOneSentence() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a database, but a text that is long enough to be read");

        Cli.Outcome noDatabase = new Cli(folder, sandbox).with("STATE_URL", "jdbc:sqlite:" + file).run("once");
        Cli.Outcome noFolder = new Cli(folder, sandbox).with("STATE_URL", "jdbc:sqlite:" + file.resolve("a/b.db")).run("once");
        Cli.Outcome noServer = new Cli(folder, sandbox).with("STATE_URL", "jdbc:postgresql://127.0.0.1:1/x")
                .with("STATE_PASSWORD", "marked-password").run("once");

        assertThat(noDatabase.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(noFolder.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(noServer.status()).isEqualTo(ExitStatus.UNREACHABLE);
        for (Cli.Outcome outcome : new Cli.Outcome[] {noDatabase, noFolder, noServer}) {
            assertThat(outcome.err()).startsWith("The state store cannot be opened").hasLineCount(1)
                    .doesNotContain("marked-password");
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Test
    void brokenRoutesAndMappingsAreNamedWithFileLineAndReason() throws Exception {
        Folders.copy(Path.of("routes"), folder.resolve("routes"));
        Path route = folder.resolve("routes/jira-sync-dead-letter.camel.yaml");
        Files.writeString(route, Files.readString(route).replace("steps:", "stepz:"));
        Path mapping = folder.resolve("routes/mappings/priority-vote.jq");
        Files.writeString(mapping, Files.readString(mapping) + "}}");

        Cli.Outcome outcome = new Cli(folder, sandbox).run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).containsPattern("jira-sync-dead-letter.camel.yaml:\\d+:\\d+: from has no option 'stepz'")
                .containsPattern("priority-vote.jq:\\d+:\\d+: not a jq query").doesNotContain("Exception");
        assertThat(sandbox.requests().count(RemoteSystem.JIRA, "GET", 200)).isZero();
    }

    @Test
    void aKameletOfTheFolderWinsOverThatOfTheJar() throws Exception {
        Path own = Files.createDirectories(folder.resolve("kamelets"));
        String sink = Files.readString(Path.of("src/main/resources/kamelets/priority-vote-initiative-sink.kamelet.yaml"));
        assertThat(sink).contains("method: POST");
        Files.writeString(own.resolve("priority-vote-initiative-sink.kamelet.yaml"),
                sink.replace("method: POST", "method: PUT"));

        new Cli(folder, sandbox).run("once");

        assertThat(sandbox.initiatives().size()).isZero();
    }

    @Test
    void aPersonAtATerminalSeesABarOfJirasOwnLengthAndAScriptDoesNot() {
        Cli.Outcome seen = new Cli(folder, sandbox).atTerminal().run("once");
        long asked = sandbox.requests().count(RemoteSystem.JIRA, "POST", 200);
        Cli.Outcome quiet = new Cli(folder, sandbox).atTerminal().run("once", "--full", "--json");

        assertThat(seen.err()).contains("priority-vote", issues + "/" + issues);
        assertThat(asked).isEqualTo(2);
        assertThat(quiet.err()).doesNotContain("\r");
    }

    @Test
    void helpStandsOnEveryCommandAndNamesTheVersion() {
        for (String command : new String[] {"run", "once", "check", "demo"}) {
            Cli.Outcome help = new Cli(folder).run(command, "--help");
            assertThat(help.status()).isZero();
            assertThat(help.out()).contains("Usage: camel-jira-sync " + command);
        }
        assertThat(new Cli(folder).run("--help").out()).contains("once", "check", "demo", "run");
        assertThat(new Cli(folder).run("--version").out()).startsWith("camel-jira-sync ");
    }

    @Test
    void issuesThatWaitAreInTheSummaryOfLaterRunsTooAndOnlyTheFirstAreTold() throws Exception {
        int more = 30;
        for (int i = 0; i < more; i++) {
            int number = i;
            sandbox.issues().add(DemoData.PROJECT, one -> one.summary("One more " + number));
        }
        sandbox.faults().add(Fault.status(422).when(call -> call.path().endsWith("/initiatives")).always());
        Logger log = (Logger) LoggerFactory.getLogger("io.github.cameljirasync");
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        log.addAppender(events);
        log.setLevel(Level.WARN);
        log.setAdditive(false);
        try {
            JsonNode first = summary(new Cli(folder, sandbox).run("once", "--json")).path("syncs").path(0);
            Cli.Outcome second = new Cli(folder, sandbox).run("once", "--json");

            assertThat(first.path("failed").asLong()).isEqualTo(issues + more);
            assertThat(first.path("waiting").asLong()).isEqualTo(issues + more);
            assertThat(summary(second).path("syncs").path(0).path("failed").asLong()).isZero();
            assertThat(summary(second).path("syncs").path(0).path("waiting").asLong()).isEqualTo(issues + more);
            assertThat(second.status()).isEqualTo(ExitStatus.DEAD_LETTERS);
        } finally {
            log.detachAppender(events);
            log.setLevel(null);
            log.setAdditive(true);
        }
        assertThat(List.copyOf(events.list)).filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage).hasSize(Run.FAILURES_TOLD + 1)
                .last().isEqualTo(issues + more - Run.FAILURES_TOLD
                        + " more issues were not delivered in this run; 'dead-letters list' shows all that wait");
    }

    @ParameterizedTest
    @CsvSource({"FINISHED, 0, 0", "FINISHED, 2, 1", "MISCONFIGURED, 0, 2", "REFUSED, 0, 3", "PAUSED, 2, 3",
        "UNREACHABLE, 2, 4", "STOPPED, 0, 4", "BUSY, 0, 4", "FAILED, 0, 4"})
    void everyOutcomeHasItsExitStatus(RunOutcome outcome, long waiting, int status) {
        assertThat(new SyncResult("a", outcome, null, null, java.util.Map.of(), waiting).status()).isEqualTo(status);
    }

    @Test
    void aJiraTokenThatIsRevokedSilentlyInTheMiddleIsStatusThreeWithOneSentenceAndNothingIsArchived() {
        new DemoData(sandbox.issues(), 3).seedMany(250, Instant.now());
        Cli cli = new Cli(folder, sandbox);
        assertThat(cli.run("once").status()).isEqualTo(ExitStatus.OK);
        sandbox.faults().add(Fault.latency(Duration.ofMillis(1)).always()
                .path("/search/jql").when(call -> {
                    sandbox.jiraCredentials().replace(sandbox.email(), "another-token");
                    return false;
                }));

        Cli.Outcome outcome = cli.run("once", "--full");

        assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(outcome.all().lines().filter(line -> line.contains("refused"))).isNotEmpty();
        assertThat(outcome.all()).doesNotContain("Exception", sandbox.jiraToken());
        assertThat(sandbox.initiatives().all()).noneMatch(one -> one.archived());
    }
}
