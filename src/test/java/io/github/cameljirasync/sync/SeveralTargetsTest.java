package io.github.cameljirasync.sync;

import java.io.IOException;
import java.util.List;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Issue;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;

/** One read of Jira feeds two targets, as docs/targets.md shows; what befalls one does not concern the other. */
class SeveralTargetsTest extends SyncTest {

    private static final String BOTH = "both";

    private final Tracker tracker = new Tracker();

    @BeforeEach
    void addTheSync() throws IOException {
        TargetsPage.writeTo(folder);
        sync().with("sync.enabled", BOTH).with("tracker.url", tracker.url()).with("tracker.token", Tracker.TOKEN)
                .with("sync.retries", "1");
    }

    @AfterEach
    void stopTheTracker() {
        tracker.close();
    }

    private Run once() {
        return sync().bundle().run(BOTH, RunRequest.tick());
    }

    private Run byHand(boolean full) {
        return sync().bundle().run(BOTH, new RunRequest(full, false, 0, true));
    }

    private DeadLetters store() {
        return sync().bundle().bean("jiraSyncDeadLetters", DeadLetters.class);
    }

    private List<DeadLetter> letters() {
        return store().list(BOTH, 100);
    }

    private long searches() {
        return sandbox().requests().matching(request -> request.system() == RemoteSystem.JIRA
                && request.path().contains("/search")).size();
    }

    private List<RecordedRequest> votes() {
        return sync().writes();
    }

    private void forgetRequests() {
        tracker.forgetRequests();
        sync().forgetRequests();
    }

    @Test
    void jira_is_searched_once_and_each_issue_becomes_one_thing_at_each_target() {
        sync().addMany(30);

        Run first = once();

        assertThat(counts(first).seen()).isEqualTo(30);
        assertThat(counts(first).created()).isEqualTo(60);
        assertThat(searches()).isEqualTo(1);
        assertThat(tracker.requests()).hasSize(30);
        sync().assertMirrored();
        forgetRequests();

        Run second = once();

        assertThat(counts(second).unchanged()).isEqualTo(60);
        assertThat(searches()).isEqualTo(1);
        assertThat(tracker.requests()).isEmpty();
        assertThat(votes()).isEmpty();
    }

    @Test
    void the_fields_of_both_mappings_are_asked_for() {
        sync().add("Search by colour");
        once();

        String asked = sandbox().requests().matching(request -> request.system() == RemoteSystem.JIRA
                && request.path().contains("/search")).get(0).body();

        assertThat(asked).contains("\"status\"", "\"summary\"", "\"description\"");
    }

    @Test
    void a_change_that_only_one_mapping_reads_is_sent_there_alone() {
        Issue issue = sync().add("Search by colour");
        once();
        forgetRequests();

        sandbox().issues().change(issue.key(), one -> one.status("Done"));
        Run run = once();

        assertThat(counts(run).updated() + counts(run).unchanged()).isEqualTo(2);
        assertThat(tracker.requests()).hasSize(1);
        assertThat(votes()).isEmpty();
    }

    @Test
    void what_one_target_refuses_is_its_own_dead_letter_whose_retry_sends_nothing_to_the_other() {
        tracker.answer("Too odd", jsonResponse("{\"message\":\"odd names are not taken\"}", 422));
        sync().add("Too odd");
        sync().add("Pay later");

        Run first = once();

        assertThat(List.of(counts(first).created(), counts(first).failed())).containsExactly(3L, 1L);
        assertThat(letters()).singleElement().satisfies(letter -> assertThat(letter.failed().part()).isEqualTo("tracker"));
        sync().assertMirrored();
        tracker.heal();
        forgetRequests();

        store().requeueAll(BOTH);
        Run second = byHand(false);

        assertThat(counts(second).created()).isEqualTo(1);
        assertThat(tracker.requests()).hasSize(1);
        assertThat(votes()).isEmpty();
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_retry_for_one_target_leaves_the_letter_of_the_other() {
        tracker.answer("Too odd", jsonResponse("{\"message\":\"odd names are not taken\"}", 422));
        sandbox().faults().add(Fault.status(422).on(RemoteSystem.PRIORITY_VOTE).method("POST").times(1));
        sync().add("Too odd");
        once();
        assertThat(letters()).hasSize(2);
        DeadLetter votes = letters().stream().filter(letter -> letter.failed().part().equals("votes")).findFirst().orElseThrow();

        store().requeue(votes.id());
        byHand(false);

        assertThat(letters()).singleElement().satisfies(letter -> assertThat(letter.failed().part()).isEqualTo("tracker"));
        sync().assertMirrored();
    }

    @Test
    void a_target_that_is_down_is_left_while_the_other_goes_on_and_gets_all_when_it_is_back() {
        tracker.answer("", status(503));
        sync().addMany(30);

        Run first = once();

        assertThat(first.outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(first.reason()).contains("target tracker");
        sync().assertMirrored();
        assertThat(counts(first).created()).isEqualTo(30);
        tracker.heal();
        forgetRequests();

        sync().restart();
        once();
        once();

        assertThat(letters()).isEmpty();
        assertThat(tracker.requests()).extracting(request -> request.getUrl()).hasSize(30).doesNotHaveDuplicates();
        assertThat(votes()).isEmpty();
    }

    @Test
    void a_refused_credential_of_one_target_ends_the_run_and_pauses_the_sync() {
        tracker.answer("", status(401));
        sync().add("Search by colour");

        Run run = once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(sync().bundle().bean("jiraSyncProgress", Progress.class).paused(BOTH)).isPresent();
        assertThat(once().outcome()).isEqualTo(RunOutcome.PAUSED);
        tracker.heal();

        assertThat(byHand(false).outcome()).isEqualTo(RunOutcome.FINISHED);
        sync().assertMirrored();
        assertThat(letters()).isEmpty();
    }

    @Test
    void what_is_deleted_in_jira_is_removed_at_both_targets() {
        Issue issue = sync().add("Search by colour");
        sync().add("Pay later");
        once();
        sandbox().issues().delete(issue.key());
        forgetRequests();

        Run run = byHand(true);

        assertThat(counts(run).archived()).isEqualTo(2);
        assertThat(sync().initiative(issue.key()).archived()).isTrue();
        assertThat(tracker.requests()).extracting(request -> request.getMethod().getName() + ' ' + request.getUrl())
                .containsExactly("DELETE /items/" + issue.id());
    }

    @Test
    void a_reconcile_delivers_what_one_target_lacks_though_the_other_has_its_dead_letter() {
        tracker.answer("Too odd", jsonResponse("{\"message\":\"odd names are not taken\"}", 422));
        Issue issue = sync().add("Too odd");
        once();
        sync().execute("DELETE FROM jira_sync_link WHERE part = 'votes'");
        sandbox().initiatives().findByRef("jira", issue.key()).orElseThrow();
        sync().execute("UPDATE jira_sync_progress SET reconciled_at = 0");
        forgetRequests();

        once();

        assertThat(votes()).isNotEmpty();
        assertThat(tracker.requests()).isEmpty();
        assertThat(letters()).hasSize(1);
    }
}
