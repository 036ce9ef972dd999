package io.github.cameljirasync.sync;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.cameljirasync.cli.RunningBundle;
import io.github.cameljirasync.cli.ProgramProcess;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.priorityvote.PersonalAccessToken;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A process ends where it ends; the next one goes on, and never two at once. */
class RestartsTest extends SyncTest {

    @Test
    void a_long_pause_that_the_target_asks_for_holds_for_later_processes_too() {
        sandbox().faults().add(Fault.tooManyRequests(Duration.ofSeconds(90)).on(RemoteSystem.PRIORITY_VOTE));
        sync().addMany(3);
        assertThat(sync().with("sync.concurrency", "1").once().outcome()).isEqualTo(RunOutcome.UNREACHABLE);

        Run run = sync().restart().forgetRequests().byHand();

        assertThat(run.outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(run.reason()).contains("no request before");
        assertThat(sync().targetRequests()).isEmpty();
    }

    @Test
    void a_mistyped_address_costs_nothing_once_it_is_right_again() {
        sync().addMany(3);
        sync().once();
        sync().restart().with("priority-vote.url", "http://127.0.0.1:1/api/v1");
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        sync().restart().with("priority-vote.url", sandbox().priorityVoteUrl()).with("jira.url", "http://127.0.0.1:1");
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.UNREACHABLE);
        sync().restart().with("jira.url", sandbox().jiraUrl()).forgetRequests();

        sync().once();

        assertThat(sync().targetRequests().keySet()).doesNotContain("POST 409", "GET 200");
        sync().assertMirrored();
    }

    @Test
    void another_backlog_gets_every_issue() {
        sandbox().initiatives().addBacklog("7002", "Another backlog");
        sandbox().priorityVoteTokens().issue(new PersonalAccessToken("pv_pat_of_both", "both",
                Set.of(PersonalAccessToken.WRITE), Set.of("7001", "7002")));
        sync().with("priority-vote.pat", "pv_pat_of_both");
        sync().addMany(3);
        sync().once();
        sync().restart().with("priority-vote.backlog-id", "7002").forgetRequests();

        assertThat(counts(sync().once()).created()).isEqualTo(3);

        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 3L));
        assertThat(counts(sync().once()).unchanged()).isEqualTo(3);
    }

    @Test
    void a_process_stopped_in_the_middle_loses_nothing_and_repeats_nothing() throws Exception {
        sync(new SandboxOptions().pageCap(20).writeLatency(Duration.ofMillis(20))).with("sync.concurrency", "4").addMany(100);
        CompletableFuture<Run> running = CompletableFuture.supplyAsync(sync()::once);
        await().until(() -> sandbox().initiatives().size() >= 30);

        sync().stop();
        Run stopped = running.get(10, TimeUnit.SECONDS);

        assertThat(stopped.outcome()).as(stopped.reason()).isEqualTo(RunOutcome.STOPPED);
        assertThat(sandbox().initiatives().size()).isBetween(30, 99);
        assertThat(sync().watermark()).isEmpty();
        Run rest = sync().once();
        assertThat(rest.outcome()).as(rest.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().deadLetters()).isEmpty();
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 100L));
        sync().assertMirrored();
    }

    @Test
    void a_write_whose_answer_was_lost_with_the_process_is_repeated_under_the_same_key() {
        sync().with("sync.retries", "0").add("Lost answer");
        sandbox().faults().add(Fault.resetAfter().on(RemoteSystem.PRIORITY_VOTE));
        sync().once();
        sync().stop();

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().writes()).hasSize(2).extracting(write -> write.idempotencyKey()).containsOnly(
                sync().writes().get(0).idempotencyKey());
        assertThat(sandbox().initiatives().logbook()).hasSize(1);
        assertThat(sync().deadLetters()).isEmpty();
    }

    @Test
    void a_short_pause_outlasts_the_process_that_was_asked_for_it() throws Exception {
        sync().with("sync.lease", "1s").with("sync.concurrency", "1").addMany(6);
        try (ProgramProcess child = new ProgramProcess(folder, sync().settings())) {
            sandbox().faults().add(Fault.tooManyRequests(Duration.ofSeconds(8)).on(RemoteSystem.PRIORITY_VOTE).method("POST"));
            child.start("once");
            await().atMost(Duration.ofSeconds(60)).until(() -> sandbox().requests().count(RemoteSystem.PRIORITY_VOTE, "POST", 429) == 1);
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            child.kill();
            child.await();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> sync().once().outcome() == RunOutcome.FINISHED);

        // that none of its requests came too early is seen to when the test ends
        sync().assertMirrored();
    }

    @Test
    void another_filter_reads_everything_again_and_writes_only_what_is_new() {
        sandbox().issues().addProject("OPS", "Operations");
        sandbox().issues().add("OPS", issue -> issue.summary("Older than the rest")
                .updated(java.time.Instant.now().minus(Duration.ofDays(30))));
        sync().addMany(5);
        sync().once();
        sync().stop();
        sync().with("jira.jql", "project in (SHOP, OPS)").forgetRequests();

        Run run = sync().once();

        assertThat(counts(run).seen()).isEqualTo(6);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 1L));
        sync().assertMirrored();
    }

    @Test
    void another_mapping_reads_everything_again_and_writes_only_what_differs() {
        sync().with("sync.overlap", "1s").addMany(5);
        sync().once();
        sync().stop();
        sync().mapping("if .external_ref == \"SHOP-1\" then .effort = 8 else . end").forgetRequests();

        Run run = sync().once();

        assertThat(counts(run).unchanged()).isEqualTo(4);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L));
        assertThat(sync().initiative("SHOP-1").effort()).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void two_processes_on_one_state_store_never_run_one_sync_at_once(Backend backend) throws SQLException {
        sync(new SandboxOptions().writeLatency(Duration.ofMillis(300))).with("state.url", backend.freshUrl(folder))
                .with("state.username", backend == Backend.POSTGRESQL ? "postgres" : "")
                .with("sync.concurrency", "1").addMany(5);
        try (RunningBundle other = new RunningBundle(folder, sync().settings())) {
            CompletableFuture<Run> first = CompletableFuture.supplyAsync(sync()::once);
            await().until(() -> sandbox().requests().count(RemoteSystem.JIRA) >= 2);

            assertThat(other.run(RunRequest.tick()).outcome()).isEqualTo(RunOutcome.BUSY);
            assertThat(sync().bundle().run(RunRequest.tick()).outcome()).isEqualTo(RunOutcome.BUSY);

            assertThat(first.join().outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(other.run(RunRequest.tick()).outcome()).isEqualTo(RunOutcome.FINISHED);
        }
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 5L));
    }

    @Test
    void postgresql_keeps_what_sqlite_keeps() throws SQLException {
        sync().with("state.url", Backend.POSTGRESQL.freshUrl(folder)).with("state.username", "postgres").addMany(30);
        sync().once();
        sync().stop();
        sync().rename("SHOP-4", "Renamed");
        sync().forgetRequests();

        assertThat(counts(sync().once()).updated()).isEqualTo(1);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("PATCH 200", 1L));
        sync().assertMirrored();
    }
}
