package io.github.cameljirasync.sync;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import io.github.cameljirasync.sandbox.priorityvote.PersonalAccessToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A refused credential stops the run at once; nothing is lost, and nothing is tried again by itself. */
class CredentialsTest extends SyncTest {

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void a_wrong_jira_token_costs_one_request_and_changes_nothing(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).addMany(3);
        sync().once();
        var watermark = sync().watermark();
        sync().stop();
        sync().with("jira.token", "wrong").rename("SHOP-1", "Renamed");

        Run run = sync().forgetRequests().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(run.reason()).contains("jira").contains("401");
        assertThat(sandbox().requests().count(RemoteSystem.JIRA)).isEqualTo(1);
        assertThat(sync().targetRequests()).isEmpty();
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().watermark()).isEqualTo(watermark);
        assertThat(sync().pause().reason()).contains("401");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void the_empty_pages_that_jira_answers_after_a_token_is_revoked_are_not_the_end(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour).pageCap(5)).addMany(20);
        AtomicInteger searches = new AtomicInteger();
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1)).when(call -> {
            if (call.path().contains("/search") && searches.incrementAndGet() == 3) {
                sandbox().jiraCredentials().revokeAll();
            }
            return false;
        }));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().pause()).isNotNull();
        sandbox().jiraCredentials().replace(sandbox().email(), sandbox().jiraToken());
        sandbox().jiraCredentials().replaceAccessToken(sandbox().jiraToken());
        assertThat(sync().byHand().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 20L));
        sync().assertMirrored();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void a_dead_letter_outlives_a_token_that_is_revoked_before_jira_is_asked_for_its_issue(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour)).addMany(3);
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE)
                .when(call -> call.body() != null && new String(call.body()).contains("SHOP-2\"")).always());
        sync().once();
        assertThat(sync().deadLetters()).hasSize(1);
        sandbox().faults().clear();
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1)).when(call -> {
            if (call.path().contains("/search")) {
                sandbox().jiraCredentials().revokeAll();
            }
            return false;
        }));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(sync().deadLetters()).hasSize(1);
        sandbox().faults().clear();
        sandbox().jiraCredentials().replace(sandbox().email(), sandbox().jiraToken());
        sandbox().jiraCredentials().replaceAccessToken(sandbox().jiraToken());
        assertThat(sync().byHand().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void a_target_token_revoked_in_the_middle_of_a_run_stops_it_and_pauses_the_sync() {
        sync(new SandboxOptions().writeLatency(Duration.ofMillis(5))).with("sync.concurrency", "64").addMany(300);
        AtomicInteger writes = new AtomicInteger();
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1)).method("POST").when(call -> {
            if (call.path().contains("/initiatives") && writes.incrementAndGet() == 50) {
                sandbox().priorityVoteTokens().revoke(sandbox().pat());
            }
            return false;
        }));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(run.reason()).contains("priority-vote").contains("401").contains("invalid_token");
        assertThat(sandbox().requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 401)).isBetween(1L, 128L);
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().watermark()).isEmpty();
        assertThat(sync().pause().reason()).contains("401");

        sync().forgetRequests();
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.PAUSED);
        assertThat(sync().targetRequests()).isEmpty();
        assertThat(sync().jiraRequests()).isEmpty();

        sandbox().priorityVoteTokens().issue(new PersonalAccessToken(sandbox().pat(), "jira-sync",
                Set.of(PersonalAccessToken.WRITE), Set.of()));
        Run resumed = sync().byHand();
        assertThat(resumed.outcome()).as(resumed.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().pause()).isNull();
        assertThat(sandbox().initiatives().size()).isEqualTo(300);
        sync().assertMirrored();
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
    }

    @Test
    void a_token_without_the_scope_to_write_stops_the_run_and_says_so() {
        sync().addMany(3);
        sandbox().priorityVoteTokens().issue(new PersonalAccessToken(sandbox().pat(), "jira-sync",
                Set.of(PersonalAccessToken.READ), Set.of()));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.REFUSED);
        assertThat(run.reason()).contains("403").contains("pat_scope_insufficient");
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().watermark()).isEmpty();
    }

    @Test
    void another_token_after_a_restart_ends_the_pause() {
        sync().addMany(3);
        sandbox().priorityVoteTokens().revoke(sandbox().pat());
        sync().once();
        sandbox().priorityVoteTokens().issue(new PersonalAccessToken("pv_pat_another_0002", "jira-sync",
                Set.of(PersonalAccessToken.WRITE), Set.of()));
        assertThat(sync().restart().once().outcome()).isEqualTo(RunOutcome.PAUSED);

        Run run = sync().restart().with("priority-vote.pat", "pv_pat_another_0002").once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().pause()).isNull();
        sync().assertMirrored();
    }
}
