package io.github.cameljirasync.sync;

import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.jira.Flavour;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is gone in Jira, for whatever reason, is archived at the target by a reconcile, once. */
class GoneIssuesTest extends Reconciling {

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void a_deleted_issue_is_archived(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).addMany(5);
        sync().once();
        sandbox().issues().delete("SHOP-3");

        Run run = full();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).archived()).isEqualTo(1);
        assertArchived("SHOP-3");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_archived_issue_is_archived(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).addMany(5);
        sync().once();
        sandbox().issues().archive("SHOP-3");

        full();

        assertArchived("SHOP-3");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_whose_status_has_left_the_filter_is_archived(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).with("jira.jql", "project = SHOP AND status != Done").addMany(5);
        sync().once();
        sandbox().issues().change("SHOP-3", issue -> issue.status("Done"));

        full();

        assertArchived("SHOP-3");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_that_was_moved_out_of_the_project_is_archived_under_its_former_key(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).addMany(5);
        sandbox().issues().addProject("OPS", "Operations");
        sync().once();
        sandbox().issues().move("SHOP-3", "OPS");

        full();

        assertArchived("SHOP-3");
        assertThat(sandbox().initiatives().findByRef("jira", "OPS-1")).isEmpty();
    }

    @Test
    void several_reasons_at_once_cost_one_look_up_one_search_one_myself_and_a_patch_each() {
        sync().with("jira.jql", "project = SHOP AND status != Done").addMany(40);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sandbox().issues().archive("SHOP-4");
        sandbox().issues().change("SHOP-5", issue -> issue.status("Done"));
        sync().forgetRequests();

        Run run = full();

        assertArchived("SHOP-3", "SHOP-4", "SHOP-5");
        assertThat(counts(run).archived()).isEqualTo(3);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 3L));
        // /myself, the ordinary search, the census, bulk fetch, the members, /myself
        assertThat(paths()).containsExactly("myself", "search/jql", "search/jql", "issue/bulkfetch", "search/jql",
                "myself");
    }

    @Test
    void a_second_reconcile_does_nothing_at_the_target_and_asks_for_no_issue_again() {
        sync().addMany(20);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        full();
        sync().forgetRequests();

        Run again = full();

        assertThat(counts(again).archived()).isZero();
        assertThat(sync().targetRequests()).isEmpty();
        assertThat(paths()).containsExactly("myself", "search/jql", "search/jql");
    }

    @Test
    void what_is_to_be_left_is_left_and_asked_for_only_once() {
        sync().with("sync.on-archive", "leave").addMany(20);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sync().forgetRequests();

        Run run = full();

        assertThat(counts(run).archived()).isZero();
        assertThat(sync().targetRequests()).isEmpty();
        assertThat(sync().initiative("SHOP-3").archived()).isFalse();
        sync().forgetRequests();
        full();
        assertThat(paths()).containsExactly("myself", "search/jql", "search/jql");
    }

    @Test
    void all_of_it_works_on_postgresql() throws Exception {
        sync().with("state.url", Backend.POSTGRESQL.freshUrl(folder)).with("sync.reconcile-after", "1ms");
        sync().with("jira.jql", "project = SHOP AND status != Done").addMany(120);
        sync().once();
        sandbox().issues().delete("SHOP-3");
        sandbox().issues().change("SHOP-4", issue -> issue.status("Done"));
        sync().execute("DELETE FROM jira_sync_link WHERE issue_key = 'SHOP-5'");
        sync().execute("UPDATE jira_sync_progress SET watermark = watermark + 3600000");

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).archived()).isEqualTo(2);
        assertThat(counts(run).updated()).isEqualTo(1);
        assertArchived("SHOP-3", "SHOP-4");
        sync().forgetRequests().once();
        assertThat(sync().targetRequests()).isEmpty();
    }
}
