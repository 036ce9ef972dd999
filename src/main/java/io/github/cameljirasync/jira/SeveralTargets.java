package io.github.cameljirasync.jira;

import java.util.List;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.Link;

/** Whether a scan may pass over an issue that goes to several targets: each of them must have it, or its dead letter. */
final class SeveralTargets {

    private final Run run;
    private final boolean trusts;

    /** @param trusts as in {@link IssueLedger.Way#trusts()} */
    SeveralTargets(Run run, boolean trusts) {
        this.run = run;
        this.trusts = trusts;
    }

    /** Whether nothing of the issue has to be read; what is passed over is counted. */
    boolean isSettled(FoundIssue issue, List<Link> links, List<DeadLetter> letters) {
        List<DeadLetter> kept = trusts ? letters.stream().filter(letter -> IssueLedger.isKept(letter, issue)).toList()
                : List.of();
        boolean keptAsWhole = kept.stream().anyMatch(letter -> target(letter.failed().part()).isEmpty());
        if (!keptAsWhole && !run.targets().names().stream().allMatch(name -> isKept(name, kept) || has(name, links, issue))) {
            return false;
        }
        run.issueSeen();
        kept.forEach(letter -> run.issueWaiting());
        run.targets().names().stream().filter(name -> !keptAsWhole && !isKept(name, kept))
                .forEach(name -> run.issueUnchanged());
        return true;
    }

    private boolean isKept(String name, List<DeadLetter> kept) {
        return kept.stream().anyMatch(letter -> target(letter.failed().part()).equals(name));
    }

    private boolean has(String name, List<Link> links, FoundIssue issue) {
        List<Link> own = links.stream().filter(link -> target(link.part()).equals(name)).toList();
        return !own.isEmpty() && own.stream().allMatch(link -> IssueLedger.isDelivered(link, issue)
                && (trusts || IssueLedger.isOf(run, link)));
    }

    private String target(String part) {
        return run.targets().of(part);
    }
}
