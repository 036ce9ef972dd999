package io.github.cameljirasync.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import org.apache.camel.Route;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs each sync once. */
@Command(name = "once", description = "Runs each sync once and exits.")
final class OnceCommand extends BundleCommand {

    @Option(names = "--sync", paramLabel = "NAME", description = "Only this one of the enabled syncs.")
    private String sync;

    @Option(names = "--full", description = "Read every issue of the filter, not only what changed since the last run.")
    private boolean full;

    @Option(names = "--force", description = "With --full: archive what left the filter even when it is a great part of"
            + " all.")
    private boolean force;

    @Option(names = "--json", description = "Print one JSON summary as the last line of standard output.")
    private boolean json;

    OnceCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        if (force && !full) {
            throw new UsageException("--force only means something together with --full.");
        }
        try (Termination termination = new Termination(ExitStatus.UNREACHABLE, err());
                Bundle bundle = open(Bundle.Part.ROUTES)) {
            termination.watch(bundle);
            Map<String, Route> ticks = bundle.ticks(sync);
            bundle.openState();
            List<SyncResult> results = runAll(bundle, ticks);
            if (json) {
                out().println(Summary.json(results));
            } else {
                results.forEach(result -> out().println(Summary.line(result)));
            }
            return SyncResult.status(results);
        }
    }

    private List<SyncResult> runAll(Bundle bundle, Map<String, Route> ticks) throws Exception {
        List<SyncResult> results = new ArrayList<>();
        try (ProgressView progress = ProgressView.of(bundle, shell(), json)) {
            for (Map.Entry<String, Route> tick : ticks.entrySet()) {
                Run run = bundle.run(tick.getValue(), new RunRequest(full, false, 0, true, force));
                results.add(SyncResult.of(run, bundle.runs().deadLetters(tick.getKey()), Instant.now()));
            }
        }
        return results;
    }
}
