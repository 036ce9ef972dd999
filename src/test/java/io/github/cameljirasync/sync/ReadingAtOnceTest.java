package io.github.cameljirasync.sync;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A target that takes issues faster than Jira gives them page by page gets them from several requests at once. */
class ReadingAtOnceTest extends SyncTest {

    private static final String BY_ID = ".*/issue/bulkfetch";

    @Test
    void a_first_sync_asks_for_a_page_for_ids_once_and_then_for_a_hundred_issues_each() {
        sync(new SandboxOptions().pageCap(100).scanCap(5_000)).addMany(730);

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(jiraPaths()).isEqualTo(Map.of("myself", 2L, "jql", 2L, "bulkfetch", 7L));
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 730L));
        assertThat(counts(run).seen()).isEqualTo(counts(run).created()).isEqualTo(730);
        sync().assertMirrored();
    }

    @Test
    void a_slow_target_is_not_read_ahead_of_and_costs_the_fewest_requests() {
        sync(new SandboxOptions().pageCap(100).scanCap(5_000)).with("priority-vote.requests-per-second", "199").addMany(130);

        sync().once();

        assertThat(jiraPaths()).isEqualTo(Map.of("myself", 2L, "jql", 2L));
        sync().assertMirrored();
    }

    @Test
    void a_jira_whose_pages_of_ids_are_short_is_read_page_by_page() {
        sync(new SandboxOptions().pageCap(100).scanCap(100)).addMany(730);

        sync().once();

        assertThat(jiraPaths()).isEqualTo(Map.of("myself", 2L, "jql", 1L + 8L));
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 730L));
        sync().assertMirrored();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void one_of_several_requests_that_fails_costs_no_issue_and_writes_none_twice(Flavour flavour) {
        sync(new SandboxOptions().flavour(flavour).pageCap(100).scanCap(1_000)).addMany(730);
        sandbox().faults().add(Fault.halfAnswer().on(RemoteSystem.JIRA).when(ReadingAtOnceTest::asksById).times(2));
        sandbox().faults().add(Fault.tooManyRequests(Duration.ofSeconds(1)).on(RemoteSystem.JIRA)
                .when(ReadingAtOnceTest::asksById).times(1));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 730L));
        sync().assertMirrored();
    }

    @Test
    void an_issue_edited_after_its_id_was_read_arrives_as_it_is_then() {
        sync(new SandboxOptions().pageCap(100).scanCap(5_000)).addMany(250);
        sandbox().faults().add(Fault.latency(Duration.ZERO).on(RemoteSystem.JIRA).path(BY_ID).times(1)
                .when(call -> {
                    sync().rename("SHOP-3", "Renamed meanwhile");
                    return true;
                }));

        sync().once();
        sync().once();

        sync().assertMirrored();
        assertThat(sandbox().initiatives().all()).hasSize(250);
    }

    @Test
    void an_issue_deleted_after_its_id_was_read_is_left_out_and_the_run_is_whole() {
        sync(new SandboxOptions().pageCap(100).scanCap(5_000)).addMany(250);
        sandbox().faults().add(Fault.latency(Duration.ZERO).on(RemoteSystem.JIRA).path(BY_ID).times(1)
                .when(call -> {
                    sandbox().issues().delete("SHOP-250");
                    return true;
                }));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sandbox().initiatives().all()).hasSize(249);
        assertThat(jiraPaths().get("myself")).as("asked at the end, as the rest looks like a lost permission").isEqualTo(2);
    }

    private static boolean asksById(Call call) {
        String body = new String(call.body(), StandardCharsets.UTF_8);
        return call.path().endsWith("/bulkfetch") || body.contains("id in (");
    }

    private Map<String, Long> jiraPaths() {
        List<RecordedRequest> all = sandbox().requests().to(RemoteSystem.JIRA);
        return all.stream().collect(Collectors.groupingBy(
                request -> request.path().substring(request.path().lastIndexOf('/') + 1), Collectors.counting()));
    }
}
