package io.github.cameljirasync.sync;

import java.util.List;
import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How many requests a sync costs when nothing goes wrong. */
class FewestRequestsTest extends SyncTest {

    @Test
    void first_sync_of_300_issues_is_300_posts_and_nothing_else_at_the_target() {
        sync().addMany(300);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 300L));
        assertThat(sync().jiraRequests()).isEqualTo(Map.of("GET 200", 2L, "POST 200", 4L));
        assertThat(counts(run)).satisfies(counts -> {
            assertThat(counts.seen()).isEqualTo(300);
            assertThat(counts.created()).isEqualTo(300);
            assertThat(counts.updated() + counts.unchanged() + counts.failed()).isZero();
            assertThat(counts.targetRequests()).isEqualTo(300);
            assertThat(counts.jiraRequests()).isEqualTo(6);
        });
        sync().assertMirrored();
    }

    @Test
    void a_run_without_changes_asks_jira_twice_and_the_target_nothing() {
        sync().addMany(40);
        sync().once();
        sync().forgetRequests();

        sync().once();

        assertThat(sync().jiraRequests()).isEqualTo(Map.of("GET 200", 1L, "POST 200", 1L));
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void ten_changes_are_ten_patches() {
        sync().addMany(30);
        sync().once();
        sync().forgetRequests();
        for (int i = 1; i <= 10; i++) {
            sync().rename("SHOP-" + i, "Renamed " + i);
        }

        Run run = sync().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 10L));
        assertThat(counts(run).updated()).isEqualTo(10);
        sync().assertMirrored();
    }

    @Test
    void a_change_of_a_field_that_is_not_mapped_costs_the_target_nothing() {
        sync().addMany(3);
        sync().once();
        sync().forgetRequests();
        sandbox().issues().change("SHOP-2", issue -> issue.labels("quick-win").status("Done"));

        Run run = sync().once();

        assertThat(counts(run).unchanged()).isEqualTo(3);
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void an_issue_edited_and_edited_back_between_two_runs_costs_the_target_nothing() {
        sync().add("As it was");
        sync().once();
        sync().forgetRequests();
        sync().rename("SHOP-1", "Something else");
        sync().rename("SHOP-1", "As it was");

        sync().once();

        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void an_issue_edited_and_edited_back_across_runs_is_two_changes_with_keys_of_their_own() {
        sync().add("First");
        sync().once();
        sync().rename("SHOP-1", "Second");
        sync().once();
        sync().rename("SHOP-1", "First");
        sync().once();
        sync().rename("SHOP-1", "Second");
        sync().once();

        List<RecordedRequest> writes = sync().writes();
        assertThat(writes).extracting(RecordedRequest::method).containsExactly("POST", "PATCH", "PATCH", "PATCH");
        assertThat(writes).extracting(RecordedRequest::idempotencyKey).doesNotHaveDuplicates().doesNotContainNull();
        sync().assertMirrored();
    }

    @Test
    void what_was_deleted_at_the_target_is_created_again_when_the_issue_changes() {
        sync().add("Comes back");
        sync().once();
        sandbox().initiatives().delete(sync().initiative("SHOP-1").number());
        sync().forgetRequests();
        sync().rename("SHOP-1", "Is back");

        Run run = sync().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 404", 1L, "POST 201", 1L));
        assertThat(counts(run).created()).isEqualTo(1);
        sync().assertMirrored();
        sync().forgetRequests().once();
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void a_lost_state_store_makes_no_duplicates_and_at_most_three_requests_an_issue() throws Exception {
        sync().addMany(20);
        sync().once();
        sync().rename("SHOP-7", "Changed meanwhile");
        sync().forgetState();
        sync().forgetRequests();

        Run run = sync().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 409", 20L, "GET 200", 20L, "PATCH 200", 20L));
        assertThat(counts(run).updated()).isEqualTo(20);
        sync().assertMirrored();
        sync().forgetRequests().once();
        assertThat(sync().targetRequests()).isEmpty();
    }
}
