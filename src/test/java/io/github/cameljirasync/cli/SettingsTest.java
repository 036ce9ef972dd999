package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    private Path folder;

    private Cli complete() {
        return new Cli(folder).with("JIRA_URL", "http://127.0.0.1:1").with("JIRA_EMAIL", "sync@example.com")
                .with("JIRA_TOKEN", "marked-jira-token").with("JIRA_JQL", "project = SHOP")
                .with("PRIORITY_VOTE_URL", "http://127.0.0.1:1/api/v1").with("PRIORITY_VOTE_PAT", "marked-pat")
                .with("PRIORITY_VOTE_BACKLOG_ID", "7001");
    }

    @Test
    void allThatIsMissingIsNamedAtOnceWithItsVariableAndAnExample() {
        Cli.Outcome outcome = new Cli(folder).run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).hasSize(6).allMatch(line -> line.endsWith(".") && line.contains("for example"))
                .anyMatch(line -> line.startsWith("Setting jira.url (environment variable JIRA_URL) is missing"))
                .anyMatch(line -> line.startsWith("Setting priority-vote.pat (environment variable PRIORITY_VOTE_PAT)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "JIRA_URL | acme.atlassian.net | Setting jira.url is 'acme.atlassian.net', which is no URL",
        "JIRA_URL | http://acme.example | plain http is refused except for loopback",
        "JIRA_URL | http://127.0.0.1.evil.example | plain http is refused except for loopback",
        "PRIORITY_VOTE_URL | ftp://priority.vote/api | Setting priority-vote.url is 'ftp://priority.vote/api', which does not begin with https://",
        "JIRA_API | server | Setting jira.api is 'server', which is not one of cloud, datacenter",
        "JIRA_AUTH | digest | Setting jira.auth is 'digest', which is not one of basic, bearer, oauth",
        "JIRA_JQL | project = \"SHOP | Setting jira.jql is 'project = \"SHOP', which can't be used: ",
        "JIRA_REQUESTS_PER_SECOND | fast | Setting jira.requests-per-second is 'fast', which is no number",
        "SYNC_CRON | 60 | Setting sync.cron is '60', which is a number and no Quartz cron expression",
        "SYNC_CRON | */5 * * * * | has five fields like a crontab",
        "SYNC_CRON | 0 0 0 1 1 ? 2001 | never comes again",
        "SYNC_OVERLAP | 10 | Setting sync.overlap is '10', which has no unit",
        "SYNC_OVERLAP | soon | Setting sync.overlap is 'soon', which is no duration",
        "SYNC_RETRIES | -1 | Setting sync.retries is '-1', which is no whole number",
        "SYNC_CONCURRENCY | 513 | Setting sync.concurrency is '513', which is not between 0 and 512",
        "STATE_URL | jdbc:h2:mem | Setting state.url has a value, which begins with neither",
        "PRIORITY_VOTE_BACKLOG_ID | 7001/x | Setting priority-vote.backlog-id is '7001/x', which is no id",
        "SYNC_ENABLED | port | Setting sync.enabled names 'port', but the routes have only these syncs: priority-vote",
        "MANAGEMENT_PORT | 99999 | Setting management.port is '99999', which is not between 1 and 65535"})
    void whatCanNotBeUsedStopsTheStartWithOneSentence(String variable, String value, String sentence) {
        Cli.Outcome outcome = complete().with(variable, value).run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).contains(sentence).hasLineCount(1);
        assertThat(folder.resolve("state.db")).doesNotExist();
    }

    @Test
    void secretsAreNeverShownEvenWhenTheyAreWrong() {
        Cli.Outcome outcome = complete().with("JIRA_TOKEN", "marked secret").with("PRIORITY_VOTE_PAT", "marked\npat")
                .with("STATE_URL", "jdbc:marked://user:marked@host").with("JIRA_URL", "https://me:marked@acme.example")
                .run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).hasLineCount(4).doesNotContain("marked");
    }

    @Test
    void anEmailIsNeededWithBasicOnly() {
        assertThat(complete().without("JIRA_EMAIL").run("once").err()).contains("Setting jira.email").hasLineCount(1);
        assertThat(complete().without("JIRA_EMAIL").with("JIRA_AUTH", "bearer").run("once").err())
                .doesNotContain("jira.email");
        assertThat(complete().without("JIRA_EMAIL").with("JIRA_API", "datacenter").run("once").err())
                .doesNotContain("jira.email");
    }

    @Test
    void aFileOfTheFolderGivesSettingsAndTheEnvironmentWins() throws Exception {
        Files.writeString(folder.resolve("application.properties"), """
                jira.api = nonsense
                sync.cron = nonsense
                """);

        assertThat(complete().with("JIRA_API", "cloud").run("once").err())
                .contains("Setting sync.cron is 'nonsense'").doesNotContain("jira.api");
    }

    @Test
    void theTemplateOfTheProjectHoldsNothingButComments() throws Exception {
        assertThat(Files.readAllLines(Path.of("application.properties")))
                .allMatch(line -> line.isBlank() || line.startsWith("#"));
        for (String line : Files.readAllLines(Path.of("application.properties"))) {
            if (line.matches("#[a-z-]+\\.[a-z-]+ = .*")) {
                String[] setting = line.substring(1).split(" = ", 2);
                assertThat(Setting.of(setting[0])).as(line).isPresent()
                        .get().satisfies(known -> assertThat(known.problem(setting[1])).isEmpty());
            }
        }
    }

    @Test
    void everyDefaultAndExampleOfASettingCanBeUsed() {
        for (Setting setting : Setting.values()) {
            assertThat(setting.defaultValue() == null ? java.util.Optional.empty() : setting.problem(setting.defaultValue()))
                    .as(setting.property()).isEmpty();
            assertThat(setting.isSecret() ? java.util.Optional.empty() : setting.problem(setting.example()))
                    .as(setting.property()).isEmpty();
        }
    }

    @Test
    void theRoutesOfTheJarAreAllThereAre() throws Exception {
        try (var files = Files.list(Path.of("routes"))) {
            assertThat(RouteFolder.BUNDLED).containsExactlyInAnyOrderElementsOf(files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".camel.yaml")).toList());
        }
    }
}
