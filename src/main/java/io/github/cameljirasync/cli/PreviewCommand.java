package io.github.cameljirasync.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.state.StateStore;
import org.apache.camel.Route;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the next run would do. */
@Command(name = "preview", description = {
    "Maps real issues and shows what the next run would create, change or leave. Writes nothing anywhere.",
    "",
    "Runs the route of each sync, with all its steps, up to its sink; the sink is not called, the present state is "
        + "read instead."})
final class PreviewCommand extends BundleCommand {

    private static final String REPLACEMENT = "classpath:camel-jira-sync/commands/preview.camel.yaml";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20",
            description = "How many issues of a sync to look at (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--sync", paramLabel = "NAME", description = "Only this one of the enabled syncs.")
    private String sync;

    @Option(names = "--full", description = "Look at every issue of the filter, not only at what changed since the last run.")
    private boolean full;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    PreviewCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new UsageException("--limit takes the number of issues to look at, at least 1.");
        }
        List<SyncResult> results = new ArrayList<>();
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        ArrayNode syncs = summary.putArray("syncs");
        try (Bundle bundle = open(Bundle.Part.ROUTES, overrides())) {
            bundle.bean("jiraSyncState", StateStore.class).leaveNoFile();
            Preview preview = bundle.bean("jiraSyncPreview", Preview.class);
            for (Map.Entry<String, Route> tick : bundle.ticks(sync).entrySet()) {
                Run run = bundle.run(tick.getValue(), new RunRequest(full, true, limit, true));
                Instant now = Instant.now();
                SyncResult result = SyncResult.of(run, run.counts(now).failed(), now);
                results.add(result);
                List<PlannedIssue> issues = preview.of(tick.getKey());
                if (json) {
                    syncs.add(PreviewReport.json(result, issues));
                } else {
                    PreviewReport.print(result, issues, width(), out());
                }
            }
        }
        if (json) {
            out().println(summary);
        }
        return SyncResult.status(results);
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>();
        // first, so that it is there before the first endpoint of a sync
        overrides.put("camel.main.routes-include-pattern", REPLACEMENT + ',' + RouteFolder.of(shell().folder()).routes());
        overrides.put(Setting.SYNC_CONCURRENCY.property(), "1");
        return overrides;
    }
}
