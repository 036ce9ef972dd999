package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

/** Makes dead letters of one sync due and runs it until each has been tried, and says what became of them. */
final class Replay {

    private final Bundle bundle;
    private final DeadLetters letters;
    private final Shell shell;

    /** @param bundle whose routes run and whose state store is open */
    Replay(Bundle bundle, Shell shell) {
        this.bundle = bundle;
        this.letters = bundle.bean("jiraSyncDeadLetters", DeadLetters.class);
        this.shell = shell;
    }

    /**
     * @param name    the name that the letters are kept under
     * @param request what each run is asked for
     * @return an exit status
     */
    int run(Route tick, String name, RunRequest request, List<DeadLetter> wanted) throws Exception {
        Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        wanted.forEach(letter -> letters.requeue(letter.id()));
        Run run = bundle.run(tick, request);
        // a run takes a bounded number of all that are due
        for (long more = letters.count(name); more > 0 && run.outcome() == RunOutcome.FINISHED
                && wanted.stream().anyMatch(this::isUntried); more--) {
            run = bundle.run(tick, request);
        }
        boolean delivered = true;
        for (DeadLetter letter : wanted) {
            delivered &= report(letters.find(letter.id()), letter, from, run);
        }
        SyncResult result = SyncResult.of(run, delivered ? 0 : 1, Instant.now());
        if (run.outcome() != RunOutcome.FINISHED) {
            shell.err().println(Summary.line(result));
        }
        return result.status();
    }

    private boolean isUntried(DeadLetter letter) {
        return letters.find(letter.id()).filter(now -> now.lastFailedAt().equals(letter.lastFailedAt())).isPresent();
    }

    /** Says what became of one letter, and returns whether it is settled. */
    private boolean report(Optional<DeadLetter> now, DeadLetter letter, Instant from, Run run) {
        FailedIssue before = letter.failed();
        PrintWriter out = shell.out();
        String name = letter.id() + " (" + before.issueKey() + ")";
        if (now.isEmpty()) {
            Link link = bundle.bean("jiraSyncLinks", Links.class).find(before.sync(), List.of(before.issueId()))
                    .get(new IssuePart(before.issueId(), before.part()));
            boolean delivered = link != null && link.deliveredAt() != null && !link.deliveredAt().isBefore(from);
            out.println(name + (delivered ? ": delivered"
                    : ": there is nothing to deliver any more, so it is taken out of the dead letters"));
            return true;
        }
        if (now.get().lastFailedAt().equals(letter.lastFailedAt())) {
            out.println(name + ": not tried, as the run "
                    + (run.reason() == null ? "ended early" : "ended early: " + run.reason())
                    + "; it is due, so the next run tries it");
            return false;
        }
        out.println(name + ": still failing: " + Table.plain(now.get().failed().error()));
        return false;
    }
}
