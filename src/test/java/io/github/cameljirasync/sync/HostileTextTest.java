package io.github.cameljirasync.sync;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.state.Backend;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys, titles and descriptions that no keyboard makes. */
class HostileTextTest extends SyncTest {

    private static final String SMILE = "\uD83D\uDE00";
    private static final String[] TITLES = {"nul \u0000 inside", "lone \uD800 high", "lone \uDC00 low", "\uDC00\uD800",
        "a\r\nX-Evil: 1\r\n\r\nGET / HTTP/1.1", "\"}, {\"title\": \"other", "$(id) ${body} {{jira.token}} `id`",
        "'; DROP TABLE jira_sync_link; --", "\u202Edesrever", "\uFEFFmark", "\u001B[31mred", "RAW(x)", "a".repeat(100_000),
        "x".repeat(199) + SMILE, SMILE.repeat(250), "e\u0301".repeat(200)};

    private void addAll() {
        sync().with("jira.jql", "updated >= \"2000-01-01\"");
        sandbox().issues().addProject("NUL\u0000", "Nul");
        sandbox().issues().addProject("CR\r\nX-Evil: 1", "Injection");
        sandbox().issues().addProject("A&b=c?d#e/../f%00", "Query");
        sandbox().issues().addProject("\uD800", "Half");
        for (String project : new String[] {"NUL\u0000", "CR\r\nX-Evil: 1", "A&b=c?d#e/../f%00", "\uD800"}) {
            sandbox().issues().add(project, issue -> issue.summary("in an odd project"));
        }
        for (String title : TITLES) {
            sandbox().issues().add(SyncFixture.PROJECT, issue -> issue.summary(title).description(isWhole(title) ? title : "plain"));
        }
    }

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private SyncFixture sync(Backend backend) throws SQLException {
        return sync(new SandboxOptions()).with("state.url", backend.freshUrl(folder)).with("sync.retries", "0")
                .with("sync.unhealed-in-a-row", "1000");
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void text_of_any_kind_is_delivered_once_and_makes_no_header_and_no_path(Backend backend) throws SQLException {
        sync(backend);
        addAll();

        Run run = sync().once();
        Run again = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().deadLetters()).extracting(letter -> letter.failed().error()).isEmpty();
        assertThat(counts(run).created()).isEqualTo(TITLES.length + 4);
        assertThat(counts(again).created() + counts(again).updated() + counts(again).failed()).isZero();
        assertThat(sync().writes()).allSatisfy(write -> assertThat(write.path()).endsWith("/initiatives"));
        assertThat(sandbox().initiatives().all()).allSatisfy(one ->
                assertThat(one.title()).matches(HostileTextTest::isWhole));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void text_of_any_kind_can_be_kept_in_a_dead_letter(Backend backend) throws SQLException {
        sync(backend);
        addAll();
        sandbox().faults().add(Fault.status(422, "bad \u0000 code").on(RemoteSystem.PRIORITY_VOTE).always());

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().deadLetters()).hasSize(TITLES.length + 4);
        DeadLetters letters = sync().bundle().bean("jiraSyncDeadLetters", DeadLetters.class);
        assertThat(sync().deadLetters()).allSatisfy(letter -> {
            DeadLetter whole = letters.find(letter.id()).orElseThrow();
            assertThat(whole.failed().payload()).contains("\"external_ref\"");
            assertThat(whole.failed().issue()).contains("\"summary\"");
        });
        sandbox().faults().clear();
        letters.requeueAll();
        assertThat(counts(sync().byHand()).created()).isEqualTo(TITLES.length + 4);
        assertThat(sync().deadLetters()).isEmpty();
    }

    @Test
    void an_odd_reference_is_looked_up_as_it_is() throws SQLException {
        sync();
        addAll();
        sync().once();

        sync().stop();
        sync().execute("DELETE FROM jira_sync_link");
        sync().execute("DELETE FROM jira_sync_progress");
        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        // half a surrogate pair has no form in a URL
        assertThat(sync().deadLetters()).extracting(letter -> letter.failed().issueKey()).containsExactly("\uFFFD-1");
        assertThat(counts(run).updated()).isEqualTo(TITLES.length + 3);
        assertThat(sandbox().initiatives().all()).hasSize(TITLES.length + 4);
    }
}
