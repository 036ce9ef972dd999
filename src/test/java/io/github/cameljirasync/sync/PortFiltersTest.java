package io.github.cameljirasync.sync;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Issue resources of one mapping file with filters of their own: each gets its issues, by one search for all. */
class PortFiltersTest {

    private static final String RESOURCE = """
              - kind: issue
                selector:
                  query: "true"
                  jql: %s
                port:
                  entity:
                    mappings:
                      identifier: .key
                      title: .fields.summary
                      blueprint: '"%s"'
            """;
    /** An issue may be in both, which overlap. */
    private static final String BUGS = "issuetype = Bug ORDER BY created DESC";
    private static final String WATCHED = "labels = watched OR summary ~ \"a (bracket\"";

    @TempDir
    Path folder;

    private PortFixture sync(SandboxOptions options) {
        PortFixture sync = new PortFixture(folder, options);
        for (String blueprint : new String[] {"jiraBug", "jiraWatched"}) {
            sync.sandbox().port().blueprints().define("""
                    {"identifier": "%s", "title": "%1$s", "schema": {"properties": {}}, "relations": {}}""".formatted(blueprint));
        }
        sync.mappingFile("resources:\n" + RESOURCE.formatted(BUGS, "jiraBug") + RESOURCE.formatted(WATCHED, "jiraWatched"));
        add(sync, "Bug", "watched");
        add(sync, "Bug", "other");
        add(sync, "Story", "watched");
        add(sync, "Story", "other");
        return sync;
    }

    private static void add(PortFixture sync, String type, String label) {
        sync.sandbox().issues().add(PortFixture.PROJECT, issue -> issue.type(type).summary(type + ' ' + label).labels(label));
    }

    /** A change that leaves no trace in {@code updated}, as that of a condition on today's date. */
    private static void relabelSilently(PortFixture sync, String key, String label) {
        Instant updated = sync.sandbox().issues().find(key).orElseThrow().updated();
        sync.sandbox().issues().change(key, issue -> issue.labels(label).updated(updated));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void each_resource_gets_the_issues_of_its_own_filter(Flavour flavour) {
        try (PortFixture sync = sync(new SandboxOptions().flavour(flavour))) {
            Run run = sync.once();

            assertThat(run.reason()).isNull();
            assertThat(sync.identifiers("jiraBug")).containsExactly("SHOP-1", "SHOP-2");
            assertThat(sync.identifiers("jiraWatched")).containsExactly("SHOP-1", "SHOP-3");
            assertThat(run.kinds().all().get("issue")).containsEntry("created", 4L);

            sync.forgetRequests().once();

            assertThat(sync.requests()).isEmpty();
        }
    }

    @Test
    void the_filters_cost_one_request_a_page_and_an_idle_tick_none() {
        try (PortFixture sync = sync(new SandboxOptions())) {
            for (int i = 0; i < 236; i++) {
                add(sync, "Bug", i % 2 == 0 ? "watched" : "other");
            }
            sync.once();

            assertThat(sync.identifiers("jiraWatched")).hasSize(120);
            assertThat(matches(sync)).as("for pages of a hundred issues and more").isBetween(1L, 3L);

            sync.sandbox().issues().all().forEach(issue -> sync.sandbox().issues().change(issue.key(),
                    change -> change.updated(Instant.now().minus(Duration.ofDays(1)))));
            sync.forgetRequests().once();

            assertThat(searches(sync)).isEqualTo(1);
            assertThat(matches(sync)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_issue_that_is_edited_out_of_one_filter_loses_that_entity_and_keeps_the_other(Flavour flavour) {
        try (PortFixture sync = sync(new SandboxOptions().flavour(flavour))) {
            sync.once();
            sync.sandbox().issues().change("SHOP-1", issue -> issue.labels("other"));
            sync.sandbox().issues().change("SHOP-2", issue -> issue.labels("watched"));

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.identifiers("jiraBug")).containsExactly("SHOP-1", "SHOP-2");
            assertThat(sync.identifiers("jiraWatched")).containsExactly("SHOP-2", "SHOP-3");
        }
    }

    @Test
    void a_reconcile_finds_what_has_changed_its_filters_without_an_edit() {
        try (PortFixture sync = sync(new SandboxOptions())) {
            for (String key : new String[] {"SHOP-1", "SHOP-2", "SHOP-3"}) {
                sync.sandbox().issues().change(key, issue -> issue.updated(Instant.now().minus(Duration.ofHours(1))));
            }
            add(sync, "Bug", "other");
            sync.once();
            sync.once();
            relabelSilently(sync, "SHOP-1", "other");
            relabelSilently(sync, "SHOP-2", "watched");
            relabelSilently(sync, "SHOP-3", "other");
            sync.once();
            assertThat(sync.identifiers("jiraWatched")).containsExactly("SHOP-1", "SHOP-3");

            Run run = sync.restart().with("sync.reconcile-after", "1ms").once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.identifiers("jiraBug")).containsExactly("SHOP-1", "SHOP-2", "SHOP-5");
            assertThat(sync.identifiers("jiraWatched")).containsExactly("SHOP-2");
        }
    }

    @Test
    void an_issue_that_leaves_all_filters_between_search_and_question_is_left_as_it_is() {
        try (PortFixture sync = sync(new SandboxOptions())) {
            sync.once();
            sync.rename("SHOP-3", "Renamed");
            AtomicBoolean left = new AtomicBoolean();
            sync.sandbox().faults().add(Fault.unavailable().on(RemoteSystem.JIRA).path("/jql/match$").when(call -> {
                if (left.compareAndSet(false, true)) {
                    relabelSilently(sync, "SHOP-3", "other");
                }
                return false;
            }).always());

            Run run = sync.once();

            assertThat(left).isTrue();
            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.deadLetters()).isEmpty();
            assertThat(sync.entity("jiraWatched", "SHOP-3").title()).isEqualTo("Story watched");
        }
    }

    @Test
    void a_question_that_jira_cannot_answer_now_is_asked_again() {
        try (PortFixture sync = sync(new SandboxOptions())) {
            sync.sandbox().faults().add(Fault.unavailable().on(RemoteSystem.JIRA).path("/jql/match$").times(2));
            sync.sandbox().faults().add(Fault.html().on(RemoteSystem.JIRA).path("/jql/match$").times(1));

            Run run = sync.once();

            assertThat(run.outcome()).isEqualTo(RunOutcome.FINISHED);
            assertThat(sync.identifiers("jiraBug")).containsExactly("SHOP-1", "SHOP-2");
            assertThat(sync.identifiers("jiraWatched")).containsExactly("SHOP-1", "SHOP-3");
        }
    }

    @Test
    void a_dead_letter_is_tried_again_for_the_resource_that_wants_it() {
        try (PortFixture sync = sync(new SandboxOptions())) {
            sync.sandbox().port().refusals().refuse("SHOP-3", 503, "busy", Integer.MAX_VALUE);
            sync.once();
            assertThat(sync.deadLetters()).extracting(letter -> letter.failed().part()).containsExactly("jiraWatched/SHOP-3");
            sync.sandbox().port().refusals().clear();

            sync.byHand();

            assertThat(sync.deadLetters()).isEmpty();
            assertThat(sync.identifiers("jiraBug")).containsExactly("SHOP-1", "SHOP-2");
            assertThat(sync.identifiers("jiraWatched")).containsExactly("SHOP-1", "SHOP-3");
        }
    }

    private static long matches(PortFixture sync) {
        return jira(sync, "/jql/match");
    }

    private static long searches(PortFixture sync) {
        return jira(sync, "/search/jql");
    }

    private static long jira(PortFixture sync, String end) {
        return sync.sandbox().requests().matching(request -> request.system() == RemoteSystem.JIRA
                && request.path().endsWith(end)).size();
    }
}
