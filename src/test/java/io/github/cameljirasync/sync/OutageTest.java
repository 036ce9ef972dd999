package io.github.cameljirasync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that is down gets few requests, and what it can't take does not keep the rest from it. */
class OutageTest extends SyncTest {

    private static final int AT_ONCE = 128;
    private static final int FAILURES_IN_A_ROW = 25;

    @ParameterizedTest
    @ValueSource(strings = {"503", "reset", "html", "half"})
    void a_target_that_is_down_gets_few_requests_at_first_and_a_handful_by_later_ticks(String how) {
        sync().with("sync.concurrency", AT_ONCE).addMany(200);
        sandbox().faults().add(fault(how).on(RemoteSystem.PRIORITY_VOTE).always());

        Run first = sync().once();

        assertThat(first.outcome()).as(first.reason()).isEqualTo(RunOutcome.UNREACHABLE);
        assertThat(target()).isLessThanOrEqualTo(FAILURES_IN_A_ROW);
        assertThat(sync().deadLetters()).hasSizeLessThanOrEqualTo(4);
        for (int tick = 0; tick < 5; tick++) {
            sync().forgetRequests();
            assertThat(sync().once().outcome()).isEqualTo(RunOutcome.UNREACHABLE);
            assertThat(target()).isLessThanOrEqualTo(4);
        }
        assertThat(sync().watermark()).isEmpty();

        sandbox().faults().clear();
        assertThat(sync().forgetRequests().byHand().outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void a_target_that_goes_down_in_the_middle_gets_no_more_than_what_is_on_its_way() {
        sync(new SandboxOptions().writeLatency(Duration.ofMillis(5))).with("sync.concurrency", AT_ONCE).addMany(600);
        AtomicInteger writes = new AtomicInteger();
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).always()
                .when(call -> writes.incrementAndGet() > 200));

        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.UNREACHABLE);

        assertThat(target()).isLessThanOrEqualTo(200 + AT_ONCE + FAILURES_IN_A_ROW);
        sandbox().faults().clear();
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        sync().once();
        assertThat(sync().deadLetters()).isEmpty();
        sync().assertMirrored();
    }

    @Test
    void a_jira_that_is_down_gets_a_handful_of_requests_a_tick() {
        sync().addMany(3);
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.JIRA).always());
        for (int tick = 0; tick < 8; tick++) {
            sync().forgetRequests();
            assertThat(sync().once().outcome()).isEqualTo(RunOutcome.UNREACHABLE);
            assertThat(sandbox().requests().count(RemoteSystem.JIRA)).isBetween(1L, 6L);
        }
        assertThat(sync().targetRequests()).isEmpty();

        sandbox().faults().clear();
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        sync().assertMirrored();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void issues_that_the_target_never_can_take_do_not_keep_the_others_from_it(int atOnce) {
        sync().with("sync.concurrency", atOnce).addMany(40);
        sandbox().faults().add(Fault.status(500).on(RemoteSystem.PRIORITY_VOTE).always()
                .when(call -> number(call) <= 12));

        for (int tick = 0; tick < 30 && sandbox().initiatives().size() + sync().deadLetters().size() < 40; tick++) {
            sync().once();
        }
        assertThat(sandbox().initiatives().size()).isEqualTo(28);
        assertThat(sync().deadLetters()).hasSize(12);
        sync().add("The target answers");
        assertThat(sync().once().outcome()).isEqualTo(RunOutcome.FINISHED);
        sync().add("New, and behind all that waits");
        sync().execute("UPDATE jira_sync_dead_letter SET next_try_at = 0");
        Run run = sync().forgetRequests().once();

        assertThat(counts(run).created()).isEqualTo(1);
        assertThat(target()).isLessThanOrEqualTo(1 + 12);
    }

    @Test
    void a_newer_change_wins_over_an_older_dead_letter() {
        sync().with("sync.overlap", "1s").with("sync.retries", "0").addMany(3);
        sync().once();
        sync().rename("SHOP-2", "Failed");
        sandbox().faults().add(Fault.unavailable().on(RemoteSystem.PRIORITY_VOTE).times(2));
        sync().once();
        sync().once();
        assertThat(sync().deadLetters()).hasSize(1);
        sync().rename("SHOP-2", "Newer");

        assertThat(counts(sync().once()).updated()).isEqualTo(1);

        assertThat(sync().deadLetters()).isEmpty();
        sync().execute("UPDATE jira_sync_dead_letter SET next_try_at = 0");
        sync().forgetRequests().once();
        assertThat(sync().targetRequests()).isEmpty();
        sync().assertMirrored();
    }

    private long target() {
        return sandbox().requests().count(RemoteSystem.PRIORITY_VOTE);
    }

    private static Fault fault(String how) {
        return Map.of("503", Fault.unavailable(), "reset", Fault.resetBefore(), "html", Fault.html(), "half", Fault.halfAnswer()).get(how);
    }

    private static int number(Call call) {
        String body = new String(call.body(), StandardCharsets.UTF_8);
        return body.isEmpty() ? Integer.MAX_VALUE
                : Integer.parseInt(body.replaceFirst("(?s).*\"external_ref\":\"SHOP-(\\d+)\".*", "$1"));
    }
}
