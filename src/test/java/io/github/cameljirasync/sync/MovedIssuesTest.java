package io.github.cameljirasync.sync;

import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Issue;
import io.github.cameljirasync.state.IssuePart;
import io.github.cameljirasync.state.Links;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An issue keeps its id when it moves; the initiative of its former key is another one. */
class MovedIssuesTest extends SyncTest {

    private Issue moved() {
        sync().with("jira.jql", "project in (SHOP, OPS)");
        sandbox().issues().addProject("OPS", "Operations");
        sync().add("Wanders");
        sync().once();
        sync().forgetRequests();
        return sandbox().issues().move("SHOP-1", "OPS");
    }

    @Test
    void a_moved_issue_is_a_new_initiative_and_the_former_one_is_archived() {
        moved();

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L, "POST 201", 1L));
        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(sync().initiative("SHOP-1").archived()).isTrue();
        assertThat(sync().initiative("OPS-1").archived()).isFalse();
        sync().assertMirrored();
        sync().forgetRequests().once();
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void the_former_initiative_of_a_moved_issue_is_left_when_that_is_the_setting() {
        sync().with("sync.on-archive", "leave");
        moved();

        sync().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 1L));
        assertThat(sync().initiative("SHOP-1").archived()).isFalse();
    }

    @Test
    void a_move_whose_first_delivery_fails_still_archives_the_former_initiative() {
        moved();
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).method("PATCH").times(50));
        sync().stop();
        sync().with("sync.retries", "1").once();
        sandbox().faults().clear();

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().initiative("SHOP-1").archived()).isTrue();
        sync().assertMirrored();
    }

    @Test
    void a_former_initiative_that_is_gone_stops_nothing() {
        moved();
        sandbox().initiatives().delete(sync().initiative("SHOP-1").number());

        sync().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 404", 1L, "POST 201", 1L));
        sync().assertMirrored();
    }

    @Test
    void an_issue_that_moves_back_opens_its_first_initiative_again() {
        moved();
        sync().once();
        sandbox().issues().change("OPS-1", issue -> { });
        sandbox().issues().move("OPS-1", "SHOP");
        sync().once();

        assertThat(sync().initiative("OPS-1").archived()).isTrue();
        sync().assertMirrored();
    }

    @Test
    void an_issue_that_comes_back_after_it_was_archived_is_opened_again() {
        sync().add("Comes back");
        sync().once();
        String id = sandbox().issues().find("SHOP-1").orElseThrow().id() + "";
        sandbox().initiatives().archive(sync().initiative("SHOP-1").number());
        sync().bundle().bean("jiraSyncLinks", Links.class).archived(SyncFixture.SYNC, IssuePart.whole(id));
        sandbox().issues().change("SHOP-1", issue -> issue.labels("back"));
        sync().forgetRequests();

        Run run = sync().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L));
        assertThat(counts(run).updated()).isEqualTo(1);
        assertThat(sync().initiative("SHOP-1").status()).isEqualTo("open");
        sync().forgetRequests().once();
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void a_state_that_search_shows_late_does_not_replace_a_newer_one() {
        sync().add("Newest");
        sync().once();
        sync().forgetRequests();
        sandbox().issues().change("SHOP-1", issue -> issue.summary("Older").updated(
                sandbox().issues().find("SHOP-1").orElseThrow().updated().minusSeconds(60)));

        assertThat(counts(sync().once()).unchanged()).isEqualTo(1);
        assertThat(sync().targetRequests()).isEmpty();
        assertThat(sync().initiative("SHOP-1").title()).isEqualTo("Newest");
    }
}
