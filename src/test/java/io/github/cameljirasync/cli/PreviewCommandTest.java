package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.priorityvote.PersonalAccessToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {

    private final Sandbox sandbox = Sandbox.start();

    @TempDir
    private Path folder;
    private Cli cli;

    @BeforeEach
    void addIssues() {
        sandbox.issues().addProject("SHOP", "Web shop");
        sandbox.issues().add("SHOP", one -> one.summary("Search by colour"));
        sandbox.issues().add("SHOP", one -> one.summary("Pay by invoice"));
        sandbox.issues().add("SHOP", one -> one.summary("Faster checkout"));
        cli = new Cli(folder, sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void without_a_state_store_everything_is_new_and_no_store_is_made() {
        Cli.Outcome preview = cli.run("preview");

        assertThat(preview.status()).as(preview.err()).isZero();
        assertThat(preview.out()).contains("SHOP-1", "title: Search by colour", "created")
                .contains("of 3 issues, 3 would be created, 0 changed, 0 left; 0 would fail");
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(sandbox.initiatives().all()).isEmpty();
        onlyReads();
    }

    @Test
    void what_stands_at_the_target_already_is_no_new_initiative() {
        cli.run("once");
        sandbox.issues().change("SHOP-2", one -> one.summary("Pay later"));
        cli.with("STATE_URL", "jdbc:sqlite:" + folder.resolve("lost.db"));
        sandbox.requests().clear();

        Cli.Outcome preview = cli.run("preview");

        assertThat(preview.out()).contains("title: Pay by invoice → Pay later", "the same stands at the target already")
                .contains("0 would be created, 1 changed, 2 left");
        assertThat(folder.resolve("lost.db")).doesNotExist();
        onlyReads();
    }

    @Test
    void it_shows_old_and_new_values_and_what_is_left_and_leaves_the_store_and_the_target_as_they_are() throws Exception {
        cli.run("once");
        sandbox.issues().change("SHOP-1", one -> one.summary("Search by size"));
        sandbox.issues().add("SHOP", one -> one.summary("Wish list"));
        sandbox.requests().clear();
        Map<String, List<String>> stored = content();
        var initiatives = sandbox.initiatives().all();

        Cli.Outcome preview = cli.run("preview", "--full");

        assertThat(preview.status()).isZero();
        assertThat(preview.out().lines()).anyMatch(line -> line.matches("SHOP-1 +changed +title: Search by colour → Search by size"))
                .anyMatch(line -> line.matches("SHOP-2 +left +nothing that is mapped has changed since it was delivered"))
                .anyMatch(line -> line.matches("SHOP-4 +created +title: Wish list"));
        assertThat(preview.out()).contains("of 4 issues, 1 would be created, 1 changed, 2 left; 0 would fail");
        assertThat(sandbox.requests().count(RemoteSystem.PRIORITY_VOTE, "GET")).isEqualTo(2);
        onlyReads();
        assertThat(content()).isEqualTo(stored);
        assertThat(sandbox.initiatives().all()).isEqualTo(initiatives);
    }

    @Test
    void json_says_the_same_and_no_more_issues_than_the_limit_are_looked_at() throws IOException {
        Cli.Outcome preview = cli.run("preview", "--json", "--limit", "2");

        JsonNode sync = new ObjectMapper().readTree(preview.out()).at("/syncs/0");
        assertThat(sync.at("/create").asInt()).isEqualTo(2);
        assertThat(sync.at("/issues")).hasSize(2);
        assertThat(sync.at("/issues/0/fields/title/new").asText()).isEqualTo("Search by colour");
        assertThat(sync.at("/issues/0/fields/title/old").isNull()).isTrue();
        assertThat(sandbox.requests().count(RemoteSystem.PRIORITY_VOTE, "GET")).isEqualTo(2);
    }

    @Test
    void a_mapping_that_fails_on_an_issue_is_shown_and_kept_nowhere() throws Exception {
        ownRoutes();
        Path mapping = folder.resolve("routes/mappings/priority-vote.jq");
        Files.writeString(mapping, Files.readString(mapping)
                .replace("\n{\n", "\nif .key == \"SHOP-2\" then error(\"no owner\") else {\n")
                .stripTrailing() + " end\n");

        Cli.Outcome preview = cli.run("preview");

        assertThat(preview.status()).isEqualTo(ExitStatus.DEAD_LETTERS);
        assertThat(preview.out().lines()).anyMatch(line -> line.matches("SHOP-2 +failing +the mapping failed: .*no owner.*"));
        assertThat(folder.resolve("data")).doesNotExist();
        onlyReads();
    }

    @Test
    void a_step_that_an_engineer_added_takes_part() throws Exception {
        ownRoutes();
        Path route = folder.resolve("routes/jira-to-priority-vote.camel.yaml");
        Files.writeString(route, Files.readString(route).replace("        - bean:\n            id: hash\n", """
                - transform:
                    id: shout
                    description: Louder
                    expression:
                      jq:
                        expression: .title |= ascii_upcase
                - bean:
                    id: hash
        """));

        assertThat(cli.run("preview").out()).contains("title: SEARCH BY COLOUR");
    }

    @Test
    void a_token_with_characters_that_mean_something_in_a_uri_reaches_the_target_unharmed() {
        String pat = "pv_pat_a+b&c%d=e#f)g?h";
        sandbox.priorityVoteTokens().issue(new PersonalAccessToken(pat, "odd", Set.of(PersonalAccessToken.WRITE),
                Set.of(sandbox.backlogId())));
        cli.with("PRIORITY_VOTE_PAT", pat);

        Cli.Outcome preview = cli.run("preview");

        assertThat(preview.status()).as(preview.out() + preview.err()).isZero();
        assertThat(preview.out() + preview.err()).doesNotContain("pv_pat_a");
        assertThat(sandbox.requests().count(RemoteSystem.PRIORITY_VOTE, "GET", 404)).isEqualTo(3);
        assertThat(cli.run("once").status()).isZero();
    }

    @Test
    void a_refused_token_of_the_target_is_named_and_nothing_is_paused() {
        cli.run("once");
        sandbox.issues().change("SHOP-1", one -> one.summary("Search by size"));
        sandbox.priorityVoteTokens().revoke(sandbox.pat());

        Cli.Outcome preview = cli.run("preview");

        assertThat(preview.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(preview.out()).contains("priority-vote refused the credential");
        sandbox.priorityVoteTokens().issue(new PersonalAccessToken(sandbox.pat(), "jira-sync",
                Set.of(PersonalAccessToken.WRITE), Set.of(sandbox.backlogId())));
        assertThat(cli.run("once").status()).isZero();
    }

    @Test
    void a_narrow_terminal_gets_shorter_lines() {
        sandbox.issues().add("SHOP", one -> one.summary("A very long summary ".repeat(9)));
        cli.with("COLUMNS", "50");

        assertThat(cli.run("preview").out().lines().filter(line -> line.contains("A very")))
                .isNotEmpty().allMatch(line -> line.length() <= 50 && line.endsWith("…"));
    }

    private void onlyReads() {
        assertThat(sandbox.requests().counters().keySet().stream().filter(name -> name.startsWith("priority-vote")))
                .allMatch(name -> name.startsWith("priority-vote GET "));
    }

    private void ownRoutes() throws IOException {
        Folders.copy(Path.of("routes"), folder.resolve("routes"));
    }

    private Map<String, List<String>> content() throws SQLException {
        Map<String, List<String>> content = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + cli.database())) {
            List<String> tables = column(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
            for (String table : tables) {
                content.put(table, rows(connection, "SELECT * FROM \"" + table + "\""));
            }
        }
        assertThat(content.get("jira_sync_link")).hasSize(3);
        return content;
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        return rows(connection, query).stream().map(row -> row.substring(1, row.length() - 1)).toList();
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = connection.createStatement().executeQuery(query)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
