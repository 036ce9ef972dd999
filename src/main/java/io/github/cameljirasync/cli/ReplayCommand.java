package io.github.cameljirasync.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.FailedIssue;
import io.github.cameljirasync.state.IssuePart;
import io.github.cameljirasync.state.Link;
import io.github.cameljirasync.state.Links;
import org.apache.camel.Route;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries dead letters again, by the ordinary run of their sync. */
@Command(name = "replay", description = {
    "Makes dead letters due now and runs their sync once, so that they go the way of any delivery.",
    "", "Whatever else has changed in Jira is synced by that run too."})
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
        try (Bundle bundle = open(Bundle.Part.ROUTES)) {
            bundle.openState();
            DeadLetters letters = bundle.bean("jiraSyncDeadLetters", DeadLetters.class);
            Map<String, List<DeadLetter>> wanted = bySync(wanted(letters));
            if (wanted.isEmpty()) {
                out().println("No issue waits in the dead letters.");
                return ExitStatus.OK;
            }
            List<Integer> statuses = new ArrayList<>();
            for (Map.Entry<String, List<DeadLetter>> one : wanted.entrySet()) {
                statuses.add(replay(bundle, letters, one.getKey(), one.getValue()));
            }
            return ExitStatus.worst(statuses);
        }
    }

    private List<DeadLetter> wanted(DeadLetters letters) {
        return which.all ? letters.list(MOST)
                : List.of(letters.find(which.id).orElseThrow(() -> DeadLettersCommand.unknown(which.id)));
    }

    private static Map<String, List<DeadLetter>> bySync(List<DeadLetter> letters) {
        Map<String, List<DeadLetter>> bySync = new LinkedHashMap<>();
        letters.forEach(letter -> bySync.computeIfAbsent(letter.failed().sync(), sync -> new ArrayList<>()).add(letter));
        return bySync;
    }

    private int replay(Bundle bundle, DeadLetters letters, String sync, List<DeadLetter> wanted) throws Exception {
        Route tick = bundle.ticks().get(sync);
        if (tick == null) {
            throw new UsageException("Sync '" + sync + "' of dead letter " + wanted.get(0).id()
                    + " does not run: name it in the setting sync.enabled.");
        }
        Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        wanted.forEach(letter -> letters.requeue(letter.id()));
        Run run = bundle.run(tick, new RunRequest(false, false, 0, true));
        // a run takes a bounded number of all that are due
        for (long more = letters.count(sync); more > 0 && run.outcome() == RunOutcome.FINISHED
                && wanted.stream().anyMatch(letter -> isUntried(letters, letter)); more--) {
            run = bundle.run(tick, new RunRequest(false, false, 0, true));
        }
        boolean delivered = true;
        for (DeadLetter letter : wanted) {
            delivered &= report(bundle, letters.find(letter.id()), letter, from, run);
        }
        SyncResult result = SyncResult.of(run, delivered ? 0 : 1, Instant.now());
        if (run.outcome() != RunOutcome.FINISHED) {
            err().println(Summary.line(result));
        }
        return result.status();
    }

    private static boolean isUntried(DeadLetters letters, DeadLetter letter) {
        return letters.find(letter.id()).filter(now -> now.lastFailedAt().equals(letter.lastFailedAt())).isPresent();
    }

    /** Says what became of one letter, and returns whether it is settled. */
    private boolean report(Bundle bundle, Optional<DeadLetter> now, DeadLetter letter, Instant from, Run run) {
        FailedIssue before = letter.failed();
        String name = letter.id() + " (" + before.issueKey() + ")";
        if (now.isEmpty()) {
            Link link = bundle.bean("jiraSyncLinks", Links.class).find(before.sync(), List.of(before.issueId()))
                    .get(new IssuePart(before.issueId(), before.part()));
            boolean delivered = link != null && link.deliveredAt() != null && !link.deliveredAt().isBefore(from);
            out().println(name + (delivered ? ": delivered"
                    : ": there is nothing to deliver any more, so it is taken out of the dead letters"));
            return true;
        }
        if (now.get().lastFailedAt().equals(letter.lastFailedAt())) {
            out().println(name + ": not tried, as the run "
                    + (run.reason() == null ? "ended early" : "ended early: " + run.reason())
                    + "; it is due, so the next run tries it");
            return false;
        }
        out().println(name + ": still failing: " + Table.plain(now.get().failed().error()));
        return false;
    }
}
