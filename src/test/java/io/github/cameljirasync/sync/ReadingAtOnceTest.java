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
        sync(readingAtOnce(flavour)).addMany(730);
        sandbox().faults().add(Fault.halfAnswer().on(RemoteSystem.JIRA).when(ReadingAtOnceTest::asksById).times(2));
        sandbox().faults().add(Fault.tooManyRequests(Duration.ofSeconds(1)).on(RemoteSystem.JIRA)
                .when(ReadingAtOnceTest::asksById).times(1));

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
        assertThat(sync().jiraRequests()).as("the faults have struck").containsEntry("POST 429", 1L);
        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 730L));
        sync().assertMirrored();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void one_of_several_answers_that_is_too_large_is_asked_for_in_smaller_ones(Flavour flavour) {
        sync(readingAtOnce(flavour)).with("http.max-answer-bytes", 900_000).addMany(730);
        describe("SHOP-507", 1_000_000);
        describe("SHOP-508", 600_000);
        describe("SHOP-509", 600_000);

        Run run = sync().once();

        assertThat(run.outcome()).as(run.reason()).isEqualTo(RunOutcome.FINISHED);
        assertThat(counts(run).seen()).isEqualTo(730);
        assertThat(counts(run).created()).isEqualTo(729);
        assertThat(sync().deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.failed().issueKey()).isEqualTo("SHOP-507");
            assertThat(letter.failed().error()).contains("http.max-answer-bytes");
        });
        assertThat(sandbox().requests().count(RemoteSystem.JIRA)).as("only what could not be read is divided").isLessThan(40);
    }

    @Test
    void an_issue_with_which_each_page_of_data_center_begins_once_more_counts_once() {
        sync(readingAtOnce(Flavour.DATA_CENTER)).addMany(2_100);

        Run run = sync().once();

        assertThat(sync().targetRequests()).isEqualTo(Map.of("POST 201", 2_100L));
        assertThat(counts(run).seen()).isEqualTo(counts(run).created()).isEqualTo(2_100);
        sync().assertMirrored();
    }

    @Test
    void a_rejection_of_one_of_several_requests_is_told_in_one_sentence() {
        sync(readingAtOnce(Flavour.CLOUD)).addMany(730);
        sandbox().faults().add(Fault.status(400).on(RemoteSystem.JIRA).path(BY_ID).always());

        Run run = sync().once();

        assertThat(run.outcome()).isEqualTo(RunOutcome.MISCONFIGURED);
        assertThat(run.reason()).startsWith("Jira does not accept the filter").contains("400");
        assertThat(sync().watermark()).isEmpty();
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
        return call.path().endsWith("/bulkfetch") || body(call).contains("id in (");
    }

    private static String body(Call call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    /** A Jira whose pages are shorter than there are issues, and whose pages of ids are longer than what is asked of others. */
    private static SandboxOptions readingAtOnce(Flavour flavour) {
        return new SandboxOptions().flavour(flavour).pageCap(flavour == Flavour.CLOUD ? 100 : 1_000).scanCap(5_000);
    }

    /** Gives an issue a text of so many letters, and leaves it where it stands in the order of changes. */
    private void describe(String key, int letters) {
        sandbox().issues().change(key, issue -> issue.description("x".repeat(letters))
                .updated(sandbox().issues().find(key).orElseThrow().updated()));
    }

    private Map<String, Long> jiraPaths() {
        List<RecordedRequest> all = sandbox().requests().to(RemoteSystem.JIRA);
        return all.stream().collect(Collectors.groupingBy(
                request -> request.path().substring(request.path().lastIndexOf('/') + 1), Collectors.counting()));
    }
}
