package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                "unchanged", "archived", "failed", "requests", "durationMs");
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
        Cli.Outcome unknown = new Cli(folder, sandbox).run("once", "--sync", "port");
        assertThat(unknown.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(unknown.err()).contains("'port'", "priority-vote");
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
        String sink = Files.readString(Path.of("src/main/resources/kamelets/priority-vote-create-action.kamelet.yaml"));
        assertThat(sink).contains("method: POST");
        Files.writeString(own.resolve("priority-vote-create-action.kamelet.yaml"),
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
