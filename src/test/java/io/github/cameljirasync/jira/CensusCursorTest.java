package io.github.cameljirasync.jira;

import static io.github.cameljirasync.state.IssuePart.whole;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.reconcile.Reconciles;
import io.github.cameljirasync.reconcile.Removal;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.state.Census;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.Links;
import io.github.cameljirasync.state.Progress;
import io.github.cameljirasync.state.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Answers of Jira that the sandbox does not give. The links are of the issues 1 to 5; each census shows 4 and 5. */
class CensusCursorTest {

    private static final String SYNC = "priority-vote";
    private static final Set<String> SEARCHES = Set.of("census", "members", "filter");
    private static final Instant UPDATED = Instant.parse("2026-03-01T10:00:00Z");

    private final Clock clock = Clock.systemUTC();
    private final MappedFields.ResolvedFields fields = new MappedFields(".fields.summary", "").resolved();
    @TempDir
    private Path folder;
    private StateStore store;
    private CensusCursor cursor;

    @BeforeEach
    void countTwoOfFive() throws Exception {
        store = new StateStore("jdbc:sqlite:" + folder.resolve("state.db"), null, null);
        Links links = new Links(store, clock);
        for (int id = 1; id <= 5; id++) {
            links.delivered(SYNC, whole("1000" + id), "SHOP-" + id, "initiative-" + id, "hash", UPDATED);
        }
        Run run = new Run(1, SYNC, new RunRequest(true, false, 0, true), clock.instant());
        Reconciles reconciles = new Reconciles(new Census(store), links, new DeadLetters(store, clock),
                new Progress(store, clock), clock);
        cursor = new CensusCursor(reconciles.due(run, true, 0.2).orElseThrow(), Jql.of("project = SHOP"), false);
        cursor.begin();
        answer("{'issues': [%s, %s]}".formatted(issue(4), issue(5)));
        assertThat(cursor.step()).isEqualTo("presence");
        answer("{}");
        assertThat(cursor.step()).isEqualTo("missing");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_issue_that_could_not_be_read_this_time_is_not_gone() throws Exception {
        answer("{'issues': [], 'issueErrors': [{'id': '10001', 'errorMessage': 'try again'}]}");
        answer("{'accountId': 'me'}");

        assertThat(removed()).containsExactly("10002", "10003");
    }

    @Test
    void the_search_for_those_in_the_filter_may_come_in_short_and_empty_pages() throws Exception {
        answer("{'issues': [%s, %s, %s]}".formatted(issue(1), issue(2), issue(3)));
        assertThat(cursor.search().toString()).contains("(project = SHOP) AND id in (10001, 10002, 10003)")
                .contains("\"reconcileIssues\":[10001,10002,10003]");
        answer("{'issues': [%s], 'nextPageToken': 'a'}".formatted(issue(3)));
        answer("{'issues': [], 'nextPageToken': 'b'}");
        assertThat(cursor.search().path("nextPageToken").asText()).isEqualTo("b");
        answer("{'issues': [%s]}".formatted(issue(1)));
        answer("{'accountId': 'me'}");

        assertThat(removed()).containsExactly("10002");
    }

    @Test
    void an_id_that_jira_does_not_accept_is_found_by_halves() throws Exception {
        answer("{'issues': [%s, %s, %s]}".formatted(issue(1), issue(2), issue(3)));
        reject();
        answer("{'issues': [%s]}".formatted(issue(1)));
        reject();
        reject();
        assertThat(cursor.step()).isEqualTo("filter");
        answer("{'issues': [%s], 'nextPageToken': 'a'}".formatted(issue(5)));
        answer("{'issues': [%s]}".formatted(issue(3)));
        answer("{'accountId': 'me'}");

        assertThat(removed()).containsExactly("10002");
    }

    @Test
    void nothing_is_removed_while_nobody_knows_who_asks() throws Exception {
        answer("{'issues': []}");

        assertThat(cursor.step()).isEqualTo("proof");
        assertThatThrownBy(() -> answer("{}")).hasMessageContaining("/myself");
        cursor.advance();
        assertThat(cursor.step()).isEqualTo("proof");
        assertThat(cursor.removals()).isEmpty();
    }

    @Test
    void a_question_that_was_not_answered_is_asked_again() {
        String asked = cursor.lookUp(fields).toString();

        cursor.advance();

        assertThat(cursor.step()).isEqualTo("missing");
        assertThat(cursor.lookUp(fields)).hasToString(asked);
    }

    private List<String> removed() {
        return cursor.removals().stream().map(Removal::link).map(link -> link.issueId()).toList();
    }

    private void reject() {
        assertThat(cursor.reject()).isTrue();
        cursor.advance();
    }

    private void answer(String json) throws Exception {
        if (SEARCHES.contains(cursor.step())) {
            cursor.search();
        }
        JsonNode answer = new ObjectMapper().readTree(json.replace('\'', '"'));
        cursor.take(answer, fields);
        cursor.advance();
    }

    private static String issue(int id) {
        return "{'id': '1000%d', 'fields': {'updated': '2026-03-01T10:00:00.000+0000'}}".formatted(id);
    }
}
