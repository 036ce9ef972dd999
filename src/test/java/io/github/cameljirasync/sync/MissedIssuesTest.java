package io.github.cameljirasync.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the target lacks is delivered by a reconcile, whoever missed it. */
class MissedIssuesTest extends Reconciling {

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_that_search_shows_later_than_the_overlap_is_delivered(Flavour flavour) {
        Instant[] now = {Instant.now().minus(Duration.ofHours(30))};
        sync(new SandboxOptions().flavour(flavour).clock(new MovableClock(now))).add("Seen at once");
        sandbox().issues().indexLag(Duration.ofHours(2));
        sync().add("Indexed late");
        sync().rename("SHOP-1", "Indexed late as well");
        sandbox().issues().indexLag(Duration.ZERO);
        now[0] = now[0].plus(Duration.ofHours(1));
        sync().add("Newer, and indexed at once");
        sync().once();
        now[0] = now[0].plus(Duration.ofHours(2));
        sync().forgetRequests();
        assertThat(counts(sync().once()).created()).isZero();
        sync().restart().with("sync.reconcile-after", "1ms");

        Run run = sync().once();

        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(counts(run).updated()).isEqualTo(1);
        sync().assertMirrored();
        sync().forgetRequests().once();
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void an_issue_that_comes_into_the_filter_without_a_change_is_delivered() {
        sync().with("jira.jql", "project = SHOP AND labels = shown").add("Plain");
        sandbox().issues().change("SHOP-1", issue -> issue.labels("shown"));
        sync().add("Hidden");
        sync().once();
        Instant longAgo = Instant.now().minus(Duration.ofDays(3));
        sandbox().issues().change("SHOP-2", issue -> issue.labels("shown").updated(longAgo));
        sync().restart().with("sync.reconcile-after", "1ms");

        assertThat(counts(sync().once()).created()).isEqualTo(1);
        sync().assertMirrored();
    }

    @Test
    void an_issue_that_comes_back_is_opened_again() {
        sync().addMany(5);
        sync().once();
        sandbox().issues().archive("SHOP-3");
        full();
        assertArchived("SHOP-3");
        Instant longAgo = Instant.now().minus(Duration.ofDays(3));
        sandbox().issues().change("SHOP-3", issue -> issue.updated(longAgo));
        sandbox().issues().restore("SHOP-3");
        sync().forgetRequests().restart().with("sync.reconcile-after", "1ms");

        sync().once();

        sync().assertMirrored();
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L));
    }

    @Test
    void a_change_that_the_mapping_does_not_read_is_not_taken_for_undelivered() {
        sync().addMany(5);
        sync().once();
        sandbox().issues().change("SHOP-3", issue -> issue.labels("new"));
        sync().once();
        sync().forgetRequests().restart().with("sync.reconcile-after", "1ms");

        sync().once();

        assertThat(paths()).containsExactly("myself", "search/jql", "search/jql");
    }

    @Test
    void what_waits_in_a_dead_letter_is_not_tried_again_by_each_reconcile() {
        sync().addMany(3);
        sync().mapping("if .external_ref == \"SHOP-2\" then .effort = 1000 else . end");
        sync().once();
        assertThat(sync().deadLetters()).hasSize(1);
        sync().forgetRequests().restart().with("sync.reconcile-after", "1ms");

        sync().once();

        assertThat(sync().targetRequests()).isEmpty();
        assertThat(paths()).doesNotContain("issue/bulkfetch");
        assertThat(sync().deadLetters().get(0).tries()).isEqualTo(1);
    }
}
