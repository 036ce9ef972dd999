package io.github.cameljirasync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import org.apache.camel.Route;
import org.apache.camel.util.TimeUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole thing on this machine, with a sandbox in the place of Jira and Priority.vote. */
@Command(name = "demo", description = "Shows a sync with no account anywhere: a sandbox on this machine plays Jira and"
        + " Priority.vote. A few hundred issues are synced, then some change every few seconds, until Ctrl-C.")
final class DemoCommand extends BundleCommand {

    private static final long SEED = 42;
    private static final int CHANGES = 3;

    @Option(names = "--issues", paramLabel = "N", defaultValue = "300",
            description = "How many issues Jira holds (${DEFAULT-VALUE}).")
    private int issues;

    @Option(names = "--rounds", paramLabel = "N", description = "End after so many rounds of changes.")
    private int rounds = Integer.MAX_VALUE;

    @Option(names = "--for", paramLabel = "DURATION", description = "End after this time, for example 2m.")
    private String duration = "1000d";

    @Option(names = "--every", paramLabel = "DURATION", defaultValue = "5s",
            description = "Time between two rounds of changes (${DEFAULT-VALUE}).")
    private String every;

    DemoCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        Instant end = Instant.now().plus(duration("--for", duration));
        long pause = duration("--every", every).toMillis();
        Path folder = Files.createTempDirectory("camel-jira-sync-demo");
        try (Termination termination = new Termination(ExitStatus.OK, err())) {
            try (Sandbox sandbox = Sandbox.start()) {
                DemoData data = new DemoData(sandbox.issues(), SEED);
                data.seed(issues, Instant.now());
                play(sandbox, data, folder, termination, pause, end);
            } finally {
                delete(folder);
            }
        }
        return ExitStatus.OK;
    }

    private void play(Sandbox sandbox, DemoData data, Path folder, Termination termination, long pause, Instant end)
            throws Exception {
        Shell own = new Shell(folder, settings(sandbox, folder), out(), err(), shell().interactive());
        out().println("Jira (a sandbox on this machine): %s, %d issues, of which project %s is synced".formatted(
                sandbox.jiraUrl(), issues, DemoData.PROJECT));
        out().println("The backlog, in your browser:     " + sandbox.backlogPageUrl());
        out().println();
        try (Bundle bundle = Bundle.start(own, Bundle.Part.ROUTES, Map.of())) {
            termination.watch(bundle);
            BacklogChanges backlog = new BacklogChanges(sandbox.initiatives());
            try (ProgressView progress = ProgressView.of(bundle, own, false)) {
                out().println(sync(bundle));
            }
            backlog.sinceLastTime();
            out().println();
            for (int round = 0; round < rounds && Instant.now().isBefore(end); round++) {
                if (termination.await(pause)) {
                    return;
                }
                data.change(CHANGES).forEach(change -> out().println("Jira:    " + change));
                sync(bundle);
                List<String> arrived = backlog.sinceLastTime();
                arrived.forEach(change -> out().println("Backlog: " + change));
                out().println(arrived.isEmpty() ? "Backlog: nothing to change, as no mapped field did" : "");
            }
        }
    }

    private static String sync(Bundle bundle) throws Exception {
        Map.Entry<String, Route> tick = bundle.ticks().entrySet().iterator().next();
        Run run = bundle.run(tick.getValue(), new RunRequest(false, false, 0, true));
        return Summary.line(SyncResult.of(run, bundle.runs().deadLetters(tick.getKey()), Instant.now()));
    }

    /** What the user has set elsewhere does not count. */
    private static Map<String, String> settings(Sandbox sandbox, Path folder) {
        Map<String, String> settings = new HashMap<>(sandbox.environment());
        settings.put(Setting.JIRA_PACE.variable(), "0");
        settings.put(Setting.PRIORITY_VOTE_PACE.variable(), "60");
        settings.put(Setting.STATE_URL.variable(), "jdbc:sqlite:" + folder.resolve("state.db"));
        return settings;
    }

    private static Duration duration(String option, String text) {
        Formats.duration(text).ifPresent(problem -> {
            throw new UsageException("%s is '%s', which %s; for example 30s.".formatted(option, text, problem));
        });
        return Duration.ofMillis(TimeUtils.toMilliSeconds(text.replace(" ", "")));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
