package io.github.cameljirasync.sync;

import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import io.github.cameljirasync.state.FailedIssue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An issue that can't be read costs itself, and not the page on which it stands. */
class UnreadableIssuesTest extends SyncTest {

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_larger_than_an_answer_may_be_waits_in_the_dead_letters_and_the_others_go_on(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).with("http.max-answer-bytes", 200_000).addMany(40);
        sandbox().issues().change("SHOP-7", issue -> issue.description("x".repeat(300_000)));

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).created()).isEqualTo(39);
        assertThat(counts(run).failed()).isEqualTo(1);
        assertThat(sync().deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.failed().issueKey()).isEqualTo("SHOP-7");
            assertThat(letter.failed().kind()).isEqualTo(FailedIssue.Kind.RETRYABLE);
            assertThat(letter.failed().error()).contains("SHOP-7").contains("http.max-answer-bytes");
        });
        assertThat(sync().watermark()).isPresent();
        assertThat(sandbox().requests().count(RemoteSystem.JIRA)).isLessThan(20);

        sandbox().issues().change("SHOP-7", issue -> issue.description("Short again"));
        assertThat(counts(sync().once()).created()).isEqualTo(1);
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void a_dead_letter_that_is_tried_again_and_still_too_large_disturbs_no_other() {
        sync().with("http.max-answer-bytes", 200_000).addMany(5);
        sandbox().issues().change("SHOP-2", issue -> issue.description("x".repeat(300_000)));
        sync().once();
        sync().rename("SHOP-4", "Renamed");

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).updated()).isEqualTo(1);
        assertThat(sync().deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.failed().issueKey()).isEqualTo("SHOP-2");
            assertThat(letter.tries()).isEqualTo(2);
        });
    }

    @Test
    void an_issue_that_left_the_filter_while_it_waited_is_not_delivered() {
        sync().with("jira.jql", "project = SHOP AND status = \"To Do\"").addMany(3);
        sandbox().issues().all().forEach(issue -> sandbox().issues().change(issue.key(), one -> one.status("To Do")));
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE)
                .when(call -> call.body() != null && new String(call.body()).contains("SHOP-2\"")).always());
        sync().once();
        assertThat(sync().deadLetters()).hasSize(1);
        sandbox().faults().clear();
        sandbox().issues().change("SHOP-2", issue -> issue.status("Done"));
        sync().forgetRequests();

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEmpty();
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().jiraRequests()).isEqualTo(Map.of("GET 200", 2L, "POST 200", 2L));
    }

    @Test
    void a_waiting_issue_that_was_deleted_leaves_and_the_others_that_wait_are_delivered() {
        sync().addMany(4);
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).when(call -> call.body() != null
                && new String(call.body()).matches("(?s).*SHOP-[23]\".*")).always());
        sync().once();
        assertThat(sync().deadLetters()).hasSize(2);
        sandbox().faults().clear();
        sandbox().issues().delete("SHOP-2");

        Run run = sync().forgetRequests().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 1L));
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }
}
