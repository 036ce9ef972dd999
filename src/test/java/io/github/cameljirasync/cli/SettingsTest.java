package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import io.github.cameljirasync.sync.TargetsPage;
import org.apache.camel.util.TimeUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "SYNC_ENABLED | ports | Setting sync.enabled names 'ports', but the routes have only these syncs: port, priority-vote",
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
    void aMistypedSettingOfTheFileIsRefusedWithItsLineAndWhatWasMeant() throws Exception {
        Path file = folder.resolve("application.properties");
        Files.writeString(file, """
                # ours
                jira.jgl = project = SHOP
                  sync.crom: 0 0/5 * * * ?
                sync.on-deletion = leave
                camel.main.name = mine
                my.setting = kept
                """);

        Cli.Outcome outcome = complete().run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err().lines()).containsExactlyInAnyOrder(
                file + ":2: there is no setting jira.jgl; did you mean jira.jql?",
                file + ":3: there is no setting sync.crom; did you mean sync.cron?",
                file + ":4: there is no setting sync.on-deletion.");
        assertThat(complete().run("runs").status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(complete().run("check").out().lines()).hasSize(3).allMatch(line -> line.startsWith("WRONG  "));
    }

    @Test
    void aMistypedVariableIsNotedAndThoseOfOthersAreNot() {
        Cli.Outcome outcome = complete().with("JIRA_JGL", "marked").with("HTTP_PROXY", "http://proxy.example")
                .with("STATE_DIRECTORY", "/var/lib/x").with("SYNC_CRON", "nonsense").run("once");

        assertThat(outcome.err()).hasLineCount(1).contains("sync.cron");

        Cli.Outcome run = complete().with("JIRA_JGL", "marked").with("HTTP_PROXY", "http://proxy.example")
                .with("STATE_DIRECTORY", "/var/lib/x").run("once");

        assertThat(run.status()).isEqualTo(ExitStatus.UNREACHABLE);
        assertThat(run.err()).isEqualToIgnoringNewLines("Note: The environment variable JIRA_JGL is no setting and is"
                + " ignored; did you mean JIRA_JQL?");
    }

    @Test
    void aPropertyThatARouteReadsIsASettingAndIsAskedForWhenItsSyncIsEnabled() throws Exception {
        Folders.copy(Path.of("routes"), folder.resolve("routes"));
        String first = Files.readString(Path.of("routes/jira-to-priority-vote.camel.yaml"));
        Path second = folder.resolve("routes/bugs-to-priority-vote.camel.yaml");
        Files.writeString(second, first.replace("id: jira-to-priority-vote", "id: bugs-to-priority-vote")
                .replace("jira-sync-removal-priority-vote", "jira-sync-removal-bugs")                .replace("jira-sync-presence-priority-vote", "jira-sync-presence-bugs")
                .replace("nodePrefixId: priority-vote-", "nodePrefixId: bugs-")
                .replace("\\\\s*priority-vote\\\\s*", "\\\\s*bugs\\\\s*")
                .replace("sync: priority-vote\n", "sync: bugs\n")
                .replace("{{jira.jql}}", "{{jira.bugs-jql}}")
                .replace("{{priority-vote.backlog-id}}", "{{my.backlog}}"));

        assertThat(complete().run("once").status()).isEqualTo(ExitStatus.UNREACHABLE);
        Cli.Outcome outcome = complete().with("SYNC_ENABLED", "bugs, priority-vote").run("once");
        int line = Files.readAllLines(second).indexOf("        jql: \"RAW({{jira.bugs-jql}})\"") + 1;
        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err().lines()).hasSize(2)
                .anyMatch(said -> said.startsWith(second + ":" + line + ":") && said.endsWith("the setting jira.bugs-jql"
                        + " (environment variable JIRA_BUGS_JQL) has no value."))
                .anyMatch(said -> said.contains("the setting my.backlog (environment variable MY_BACKLOG)"));

        Files.writeString(folder.resolve("application.properties"), "jira.bugs-jql = project = OPS\nmy.backlog = 7002\n");
        Cli both = complete().with("SYNC_ENABLED", "bugs, priority-vote");
        assertThat(both.run("once").out().lines()).hasSize(2);
        assertThat(both.run("once", "--sync", "bugs").out().lines()).singleElement().asString().startsWith("bugs: ");
        assertThat(complete().without("PRIORITY_VOTE_BACKLOG_ID").without("JIRA_JQL").with("SYNC_ENABLED", "bugs").run("once").err())
                .as("settings of a sync that is not enabled are not asked for").isEmpty();
    }

    @Test
    void aSyncThatIsNotEnabledCanNotBeNamed() {
        Cli.Outcome outcome = complete().run("once", "--sync", "bugs");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).isEqualToIgnoringNewLines(
                "--sync names 'bugs', but the setting sync.enabled has only: priority-vote.");
    }

    @ParameterizedTest
    @CsvSource({"10m, 10m", "10 min, 10m", "600s, 600s", "1h30m, 1h30m", "1 hour 30 minutes, 1h30m", "90 sec, 90s",
        "2 days, 2d", "250ms, 250ms", "1 d 2 hrs, 1d2h"})
    void aDurationMayBeWrittenAsPeopleDo(String written, String tidied) {
        assertThat(Setting.SYNC_OVERLAP.problem(written)).isEmpty();
        assertThat(Setting.SYNC_OVERLAP.tidy(written)).isEqualTo(tidied);
        assertThat(TimeUtils.toMilliSeconds(tidied)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "*/5 * * * *", "every minute", "0 0/5 * * * MON-FRI-SUN", "0 0 0 1 1 ? 2001", "0 61 * * * ?",
        "x 0 0 * * ?", "0 0 0 * * *", "?"})
    void aScheduleThatIsNoneIsToldWithAnExampleAndNoNameOfAnException(String cron) {
        Cli.Outcome outcome = complete().with("SYNC_CRON", cron).run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).hasLineCount(1).contains("Setting sync.cron is '" + cron + "'")
                .endsWith("; for example 0 0/5 * * * ?." + System.lineSeparator()).doesNotContain("Exception");
    }

    @Test
    void theTemplateOfTheProjectHoldsNothingButComments() throws Exception {
        assertThat(Files.readAllLines(Path.of("application.properties")))
                .allMatch(line -> line.isBlank() || line.startsWith("#"));
        for (String line : Files.readAllLines(Path.of("application.properties"))) {
            if (line.matches("#[a-z-]+(\\.[a-z-]+)+ = .*")) {
                String[] setting = line.substring(1).split(" = ", 2);
                assertThat(Setting.of(setting[0])).as(line).isPresent()
                        .get().satisfies(known -> assertThat(known.problem(setting[1])).isEmpty());
            }
        }
    }

    @Test
    void aSettingOfATargetThatSomebodyAddedIsLookedAtLikeAnyOther() throws Exception {
        TargetsPage.writeTo(folder);
        Path route = folder.resolve("routes/jira-to-tracker.camel.yaml");
        Path file = folder.resolve("application.properties");
        Files.writeString(file, """
                tracker.url = http://127.0.0.1:1
                tracker.tokn = marked
                tracker.colour = kept
                """);

        Cli.Outcome mistyped = complete().with("SYNC_ENABLED", "tracker").run("once");
        assertThat(mistyped.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(mistyped.err().lines()).hasSize(2)
                .contains(file + ":2: there is no setting tracker.tokn; did you mean tracker.token?")
                .anyMatch(line -> line.startsWith(route + ":") && line.endsWith("the setting tracker.token (environment"
                        + " variable TRACKER_TOKEN) has no value."));

        Files.writeString(file, "tracker.url = http://127.0.0.1:1\n");
        assertThat(complete().with("SYNC_ENABLED", "tracker").with("TRACKER_TOKN", "marked").with("TRACKER_TOKEN", "marked")
                .run("once").err()).contains("Note: The environment variable TRACKER_TOKN is no setting and is ignored; did"
                        + " you mean TRACKER_TOKEN?");
        assertThat(complete().run("once").err()).doesNotContain("tracker");
    }

    @Test
    void theTemplateNamesEverySettingButSecretsWithItsDefault() throws Exception {
        Map<String, String> named = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("application.properties"))) {
            if (line.matches("#[a-z-]+(\\.[a-z-]+)+ = .*")) {
                String[] setting = line.substring(1).split(" = ", 2);
                named.put(setting[0], setting[1]);
            }
        }

        assertThat(named.keySet()).containsExactlyInAnyOrderElementsOf(Arrays.stream(Setting.values())
                .filter(setting -> !setting.isSecret()).map(Setting::property).toList());
        for (Setting setting : Setting.values()) {
            if (setting.defaultValue() != null) {
                assertThat(named.get(setting.property())).as(setting.property()).isEqualTo(setting.defaultValue());
            }
        }
    }

    @Test
    void theManualNamesEverySettingWithItsDefault() throws Exception {
        Map<String, String> named = new TreeMap<>();
        for (String row : Files.readAllLines(Path.of("docs/operating.md"))) {
            String[] cells = row.split("\\|");
            if (cells.length == 4 && cells[1].matches(" (`[a-z-]+(\\.[a-z-]+)+`(, )?)+ ")) {
                String[] names = cells[1].replace("`", "").strip().split(", ");
                String[] defaults = cells[3].replace("`", "").strip().split(", ");
                for (int i = 0; i < names.length; i++) {
                    named.put(names[i], i < defaults.length ? defaults[i] : "");
                }
            }
        }

        assertThat(named.keySet()).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Setting.values()).map(Setting::property).toList());
        for (Setting setting : Setting.values()) {
            if (setting.defaultValue() != null) {
                assertThat(named.get(setting.property())).as(setting.property()).isEqualTo(setting.defaultValue());
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
