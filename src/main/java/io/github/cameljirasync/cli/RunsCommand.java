package io.github.cameljirasync.cli;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.state.RunRecord;
import io.github.cameljirasync.state.RunSummary;
import io.github.cameljirasync.state.Runs;
import io.github.cameljirasync.state.StateStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the history. */
@Command(name = "runs", description = "Lists what the last runs did, newest first.")
final class RunsCommand extends BundleCommand {

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20",
            description = "How many runs to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    RunsCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new UsageException("--limit takes the number of runs to list, at least 1.");
        }
        try (Bundle bundle = open(Bundle.Part.BEANS)) {
            bundle.bean("jiraSyncState", StateStore.class).leaveNoFile();
            List<RunRecord> runs = bundle.bean("jiraSyncRunHistory", Runs.class).latest(limit);
            if (json) {
                out().println(json(runs));
            } else if (runs.isEmpty()) {
                out().println("There has been no run yet.");
            } else {
                table(runs).print(out(), width());
            }
        }
        return ExitStatus.OK;
    }

    private static Table table(List<RunRecord> runs) {
        Table table = new Table("STARTED", "SYNC", "OUTCOME", "SEEN", "CREATED", "UPDATED", "UNCHANGED", "ARCHIVED",
                "FAILED", "TO JIRA", "TO TARGET", "TOOK", "REASON");
        for (RunRecord run : runs) {
            RunSummary sum = run.summary();
            table.row(When.of(run.startedAt()), run.sync(), sum.outcome(), sum.seen(), sum.created(), sum.updated(),
                    sum.unchanged(), sum.archived(), sum.failed(), sum.jiraRequests(), sum.targetRequests(),
                    run.finishedAt() == null ? "" : Summary.time(took(run)), sum.reason());
        }
        return table;
    }

    private static Duration took(RunRecord run) {
        return Duration.between(run.startedAt(), run.finishedAt());
    }

    private static ObjectNode json(List<RunRecord> runs) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode list = all.putArray("runs");
        for (RunRecord run : runs) {
            RunSummary sum = run.summary();
            ObjectNode one = list.addObject().put("id", run.id()).put("name", run.sync()).put("node", run.node())
                    .put("outcome", sum.outcome()).put("reason", sum.reason())
                    .put("startedAt", run.startedAt().toString()).put("seen", sum.seen())
                    .put("created", sum.created()).put("updated", sum.updated()).put("unchanged", sum.unchanged())
                    .put("archived", sum.archived()).put("failed", sum.failed());
            one.putObject("requests").put("jira", sum.jiraRequests()).put("target", sum.targetRequests());
            if (run.finishedAt() != null) {
                one.put("durationMs", took(run).toMillis());
            }
        }
        return all;
    }
}
