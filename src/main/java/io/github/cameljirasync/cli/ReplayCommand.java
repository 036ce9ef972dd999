package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sprintrr.ImportLog;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.StateStore;
import org.apache.camel.Route;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries dead letters again, by the ordinary run of their sync, or by an import of nothing else. */
@Command(name = "replay", description = {
    "Makes dead letters due now and runs their sync once, so that they go the way of any delivery.",
    "", "Whatever else has changed in Jira is synced by that run too; of an import into sprintrr, only what has failed is tried."})
final class ReplayCommand extends BundleCommand {

    private static final int MOST = 100_000;

    @ArgGroup(multiplicity = "1")
    private Which which;

    /** One or all. */
    static final class Which {

        @Parameters(paramLabel = "ID", description = "Its number in the list.")
        private Long id;

        @Option(names = "--all", description = "All of them.")
        private boolean all;
    }

    ReplayCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        Map<String, List<DeadLetter>> imported = new LinkedHashMap<>();
        Map<String, List<DeadLetter>> synced = new LinkedHashMap<>();
        for (DeadLetter letter : wanted()) {
            String sync = letter.failed().sync();
            (ImportLog.project(sync).isPresent() ? imported : synced)
                    .computeIfAbsent(sync, name -> new ArrayList<>()).add(letter);
        }
        if (imported.isEmpty() && synced.isEmpty()) {
            out().println("No issue waits in the dead letters.");
            return ExitStatus.OK;
        }
        List<Integer> statuses = new ArrayList<>();
        if (!synced.isEmpty()) {
            statuses.addAll(replaySynced(synced));
        }
        if (!imported.isEmpty()) {
            statuses.addAll(replayImported(imported));
        }
        return ExitStatus.worst(statuses);
    }

    private List<DeadLetter> wanted() throws Exception {
        try (Bundle bundle = open(Bundle.Part.BEANS)) {
            bundle.bean("jiraSyncState", StateStore.class).leaveNoFile();
            DeadLetters letters = bundle.bean("jiraSyncDeadLetters", DeadLetters.class);
            return which.all ? letters.list(MOST)
                    : List.of(letters.find(which.id).orElseThrow(() -> DeadLettersCommand.unknown(which.id)));
        }
    }

    private List<Integer> replaySynced(Map<String, List<DeadLetter>> bySync) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (Bundle bundle = open(Bundle.Part.ROUTES)) {
            bundle.openState();
            for (Map.Entry<String, List<DeadLetter>> one : bySync.entrySet()) {
                statuses.add(new Replay(bundle, shell()).run(tick(bundle, one.getKey(), one.getValue()), one.getKey(),
                        new RunRequest(false, false, 0, true), one.getValue()));
            }
        }
        return statuses;
    }

    private static Route tick(Bundle bundle, String sync, List<DeadLetter> wanted) {
        Route tick = bundle.ticks().get(sync);
        if (tick == null) {
            throw new UsageException("Sync '" + sync + "' of dead letter " + wanted.get(0).id()
                    + " does not run: name it in the setting sync.enabled.");
        }
        return tick;
    }

    private List<Integer> replayImported(Map<String, List<DeadLetter>> byName) throws Exception {
        Map<String, String> connection;
        try (Bundle bundle = open(Bundle.Part.BEANS)) {
            connection = new SprintrrConnection(bundle.settings()).required();
        }
        List<Integer> statuses = new ArrayList<>();
        for (Map.Entry<String, List<DeadLetter>> one : byName.entrySet()) {
            statuses.add(new SprintrrImport(shell(), connection, 0, false)
                    .replay(ImportLog.project(one.getKey()).orElseThrow(), one.getValue()));
        }
        return statuses;
    }
}
