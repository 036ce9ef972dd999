package io.github.cameljirasync.cli;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunCounts;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sprintrr.ImportLog;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.StateStore;
import org.apache.camel.Route;

/**
 * An import: one run of the sync {@value ImportLog#SYNC} with a filter, an order and a limit of its own, through the same
 * route and Kamelets as by the clock. Pages are read while others are written, and memory does not grow with their number.
 */
final class SprintrrImport {

    private static final String REPLACEMENT = "classpath:camel-jira-sync/commands/preview.camel.yaml";
    private static final int MOST_LETTERS = 100_000;
    private static final long BUSY_MILLIS = 500;

    private final Shell shell;
    private final Map<String, String> connection;
    private final int limit;
    private final boolean json;

    /**
     * @param connection settings that lead to Jira
     * @param limit      how many issues
     */
    SprintrrImport(Shell shell, Map<String, String> connection, int limit, boolean json) {
        this.shell = shell;
        this.connection = connection;
        this.limit = limit;
        this.json = json;
    }

    /** Shows what a run would do. */
    int preview(ImportPlan plan) throws Exception {
        Map<String, String> settings = settings(plan);
        // first, so that it is there before the first endpoint of a sync
        settings.put("camel.main.routes-include-pattern", REPLACEMENT + ',' + RouteFolder.of(shell.folder()).routes());
        settings.put(Setting.SYNC_CONCURRENCY.property(), "1");
        try (Bundle bundle = Bundle.start(shell, Bundle.Part.ROUTES, settings)) {
            bundle.bean("jiraSyncState", StateStore.class).leaveNoFile();
            Run run = bundle.run(tick(bundle), request(plan, true));
            SyncResult result = result(run, run.counts(Instant.now()).failed());
            List<PlannedIssue> issues = bundle.bean("jiraSyncPreview", Preview.class).of(run.getSync());
            if (json) {
                shell.out().println(PreviewReport.json(result, issues));
            } else {
                PreviewReport.print(result, issues, Integer.MAX_VALUE, shell.out());
            }
            return result.status();
        }
    }

    /** Runs it, and says what has come of it. */
    int run(ImportPlan plan) throws Exception {
        try (Termination termination = new Termination(ExitStatus.UNREACHABLE, shell.err());
                Bundle bundle = Bundle.start(shell, Bundle.Part.ROUTES, settings(plan))) {
            termination.watch(bundle);
            bundle.openState();
            String name = ImportLog.name(plan.project());
            retryFailed(bundle, name);
            SyncResult result;
            try (ProgressView progress = ProgressView.of(bundle, shell, json)) {
                Run run = runWhenFree(bundle, request(plan, false), termination);
                result = result(run, bundle.runs().deadLetters(name));
            }
            report(plan, result);
            return result.status();
        }
    }

    /** Tries again what failed in imports into a project, whatever was imported, and nothing else. */
    int replay(String project, List<DeadLetter> letters) throws Exception {
        try (Termination termination = new Termination(ExitStatus.UNREACHABLE, shell.err());
                Bundle bundle = Bundle.start(shell, Bundle.Part.ROUTES, settings(ImportPlan.ofEveryIssue(project)))) {
            termination.watch(bundle);
            bundle.openState();
            String name = ImportLog.name(project);
            return new Replay(bundle, shell).run(tick(bundle), name, RunRequest.retries(name), letters);
        }
    }

    private RunRequest request(ImportPlan plan, boolean preview) {
        return RunRequest.newest(ImportLog.name(plan.project()), plan.options(), limit, preview);
    }

    /** Who imports again wants what has failed to be tried again now. */
    private static void retryFailed(Bundle bundle, String name) {
        DeadLetters letters = bundle.bean("jiraSyncDeadLetters", DeadLetters.class);
        letters.list(name, MOST_LETTERS).forEach(letter -> letters.requeue(letter.id()));
    }

    private Run runWhenFree(Bundle bundle, RunRequest request, Termination termination) throws Exception {
        Run run = bundle.run(tick(bundle), request);
        if (run.outcome() == RunOutcome.BUSY) {
            shell.err().println("Another import into this project is under way; this one waits for its end.");
        }
        while (run.outcome() == RunOutcome.BUSY && !termination.await(BUSY_MILLIS)) {
            run = bundle.run(tick(bundle), request);
        }
        return run;
    }

    private Map<String, String> settings(ImportPlan plan) {
        Map<String, String> settings = new HashMap<>(connection);
        settings.put(Setting.SYNC_ENABLED.property(), ImportLog.SYNC);
        settings.put(Setting.JIRA_JQL.property(), plan.filter());
        settings.put(Setting.SPRINTRR_PROJECT.property(), plan.project());
        settings.put("sprintrr.jira-project", plan.jiraProject() == null ? "" : plan.jiraProject());
        return settings;
    }

    private static Route tick(Bundle bundle) {
        return bundle.ticks().get(ImportLog.SYNC);
    }

    private static SyncResult result(Run run, long deadLetters) {
        return SyncResult.of(run, deadLetters, Instant.now());
    }

    private void report(ImportPlan plan, SyncResult result) {
        String failure = failure(result);
        if (json) {
            shell.out().println(json(plan, result, failure));
        }
        if (failure != null) {
            shell.err().println(failure);
        }
        if (!json) {
            shell.out().println(Summary.line(result));
        }
    }

    private static String failure(SyncResult result) {
        if (result.outcome() == RunOutcome.REFUSED && String.valueOf(result.reason()).startsWith("jira ")) {
            return "The connection to Jira failed: " + result.reason() + ". The API token may have expired or been revoked;"
                    + " create a new one and connect again with 'sprintrr connect'.";
        }
        return null;
    }

    private static ObjectNode json(ImportPlan plan, SyncResult result, String failure) {
        RunCounts counts = result.counts();
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("jiraProject", plan.jiraProject()).put("project", plan.project()).put("outcome", result.outcome().label());
        if (result.reason() != null) {
            all.put("reason", failure == null ? result.reason() : failure);
        }
        all.put("seen", counts.seen()).put("created", counts.created()).put("updated", counts.updated())
                .put("unchanged", counts.unchanged()).put("failed", counts.failed())
                .put("durationMs", counts.duration().toMillis());
        all.putObject("requests").put("jira", counts.jiraRequests());
        return all;
    }
}
