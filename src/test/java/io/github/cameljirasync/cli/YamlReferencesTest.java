package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes that Camel would accept, or refuse without saying where. */
class YamlReferencesTest {

    private static final String SYNC = "routes/jira-to-priority-vote.camel.yaml";

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws Exception {
        Folders.copy(Path.of("routes"), folder.resolve("routes"));
    }

    private Cli cli() {
        return new Cli(folder).with("JIRA_URL", "http://127.0.0.1:1").with("JIRA_EMAIL", "sync@example.com")
                .with("JIRA_TOKEN", "marked-jira-token").with("JIRA_JQL", "project = SHOP")
                .with("PRIORITY_VOTE_URL", "http://127.0.0.1:1/api/v1").with("PRIORITY_VOTE_PAT", "marked-pat")
                .with("PRIORITY_VOTE_BACKLOG_ID", "7001");
    }

    /** @return the line of the edited text, counted from 1 */
    private int edit(String file, String from, String to) throws Exception {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
        List<String> lines = Files.readAllLines(path);
        return lines.indexOf(lines.stream().filter(line -> line.contains(to)).findFirst().orElseThrow()) + 1;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        SYNC + " | requestsPerSecond: \"{{jira | requestPerSecond: \"{{jira | the Kamelet jira-issue-source has no parameter"
                + " 'requestPerSecond'; did you mean requestsPerSecond?",
        SYNC + " | uri: kamelet:priority-vote-removal-sink | uri: kamelet:priority-vote-removal-sinc | there is no Kamelet"
                + " 'priority-vote-removal-sinc'; did you mean priority-vote-removal-sink?",
        SYNC + " | ref: jiraSyncPayloadHash | ref: jiraSyncPayLoadHsh | there is no bean 'jiraSyncPayLoadHsh'; did you"
                + " mean jiraSyncPayloadHash?",
        SYNC + " | idempotentRepository: jiraSyncDelivered | idempotentRepository: jiraSyncDeliverd | there is no bean"
                + " 'jiraSyncDeliverd'",
        "routes/beans.camel.yaml | \"1\": \"#bean:jiraSyncMeters\" | \"1\": \"#bean:jiraSyncMetres\" | there is no bean"
                + " 'jiraSyncMetres'; did you mean jiraSyncMeters?",
        "routes/error-handling.camel.yaml | deadLetterUri: direct:jira-sync-dead-letter | deadLetterUri:"
                + " direct:jira-sync-deadletter | no route begins at direct:jira-sync-deadletter; did you mean"
                + " jira-sync-dead-letter?",
        "routes/mappings/priority-vote.jq | adf_markdown), | adf_markdwon), | there is no jq function 'adf_markdwon'; did"
                + " you mean adf_markdown?",
        "routes/mappings/priority-vote.jq | external_ref: .key | external_ref: $key | the jq variable $key is not defined"})
    void aMistakeStopsTheStartWithFileLineAndWhatWasMeant(String file, String from, String to, String sentence)
            throws Exception {
        int line = edit(file, from, to);

        Cli.Outcome outcome = cli().run("once");

        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(outcome.err()).hasLineCount(1).startsWith(folder.resolve(file) + ":" + line + ":").contains(sentence)
                .doesNotContain("marked");
        assertThat(cli().run("check").out()).hasLineCount(1).startsWith("WRONG  " + folder.resolve(file) + ":" + line)
                .contains(sentence);
    }

    @Test
    void aRouteThatCamelWouldLeaveWithoutErrorHandlingIsRefused() throws Exception {
        edit(SYNC, "routeConfigurationId: jira-sync-error-handling", "routeConfigurationId: jira-sync-error-handlin");

        assertThat(cli().run("once").err()).hasLineCount(2).contains("there is no routeConfiguration"
                + " 'jira-sync-error-handlin'; did you mean jira-sync-error-handling?");
    }

    @Test
    void aComponentThatIsNotThereIsNamed() throws Exception {
        Files.writeString(folder.resolve("routes/own.camel.yaml"), """
                - route:
                    id: own
                    from:
                      uri: timr
                      parameters:
                        timerName: x
                      steps:
                        - to:
                            uri: direct
                            parameters:
                              name: "jira-sync-removal-{{sync.name:priority-vote}}"
                        - to:
                            uri: direct:own?block=false
                """);

        Cli.Outcome outcome = cli().run("once");

        assertThat(outcome.err().lines()).containsExactly(
                folder.resolve("routes/own.camel.yaml") + ":4:12: Camel has no component 'timr' here",
                folder.resolve("routes/own.camel.yaml") + ":13:18: no route begins at direct:own");
        assertThat(outcome.status()).isEqualTo(ExitStatus.MISCONFIGURED);
    }

    @Test
    void anOwnKameletIsCheckedToo() throws Exception {
        Folders.copy(Path.of("src/main/resources/kamelets"), folder.resolve("kamelets"));
        int jq = edit("kamelets/priority-vote-update-action.kamelet.yaml", "expression: .status = \"{{openStatus}}\"",
                "expression: .status |= ascii_upcas");
        edit("kamelets/priority-vote-update-action.kamelet.yaml", "ref: jiraSyncIdempotencyKeys", "ref: nobody");

        assertThat(cli().run("once").err()).contains(
                "priority-vote-update-action.kamelet.yaml:" + jq + ":", "there is no jq function 'ascii_upcas'",
                "there is no bean 'nobody'");
    }
}
