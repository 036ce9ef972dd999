package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.cameljirasync.run.LogContext;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.FailedIssue;
import io.github.cameljirasync.state.Link;
import io.github.cameljirasync.state.Links;
import io.github.cameljirasync.state.Progress;
import io.github.cameljirasync.state.RunRecord;
import io.github.cameljirasync.state.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the state store says about the issues that Jira shows: which are known as they are, and which never got through. */
public final class IssueLedger {

    private static final Logger LOG = LoggerFactory.getLogger(IssueLedger.class);
    /** So many issues fit into one page of Jira Cloud with their fields. */
    private static final long FEW = 50;

    private final Links links;
    private final DeadLetters deadLetters;
    private final Progress progress;
    private final Runs runs;

    public IssueLedger(Links links, DeadLetters deadLetters, Progress progress, Runs runs) {
        this.links = links;
        this.deadLetters = deadLetters;
        this.progress = progress;
        this.runs = runs;
    }

    /**
     * How a run should read, and whether what the links say holds for it.
     *
     * @param trusts whether an issue whose {@code updated} is the link's needs nothing
     */
    record Way(Reading reading, boolean trusts) {
    }

    /**
     * Decides how a run searches. One that goes on with a first sync which was broken off scans, and so does one that will
     * find much again: the run before has seen many issues, or did not come to its end. A first sync
     * with a fast target reads several things at once.
     *
     * @param since       from when on the run reads; empty for everything
     * @param fingerprint a hash of filter and mapping
     * @param parts       whether an issue becomes several things; the link of one says nothing about those that a broken-off
     *                    run has not come to
     * @param takesMany   whether the target takes issues faster than Jira gives them page by page
     */
    Way way(Run run, Optional<Instant> since, String fingerprint, boolean parts, boolean takesMany) {
        if (run.request().full() || run.request().preview() || run.request().limit() > 0 || run.request().apart() != null) {
            return new Way(Reading.PAGES, since.isPresent());
        }
        Reading everything = takesMany ? Reading.AT_ONCE : Reading.PAGES;
        if (parts && before(run).filter(IssueLedger::isBrokenOff).isPresent()) {
            return new Way(since.isPresent() ? Reading.PAGES : everything, false);
        }
        if (since.isPresent()) {
            return new Way(hasMuchToFindAgain(run) ? Reading.SCAN : Reading.PAGES, true);
        }
        String sync = run.getSync();
        if (!run.knowsNothing() && progress.reading(sync).filter(fingerprint::equals).isPresent()) {
            return new Way(Reading.SCAN, true);
        }
        boolean first = run.knowsNothing() || !links.any(sync);
        run.beforeFirstDelivery(() -> progress.reading(sync, first ? fingerprint : null));
        return new Way(everything, false);
    }

    private boolean hasMuchToFindAgain(Run run) {
        return before(run).filter(before -> before.summary().seen() > FEW || isBrokenOff(before)).isPresent();
    }

    private Optional<RunRecord> before(Run run) {
        return runs.latest(2, run.getSync()).stream().filter(before -> before.id() != run.getId()).findFirst();
    }

    private static boolean isBrokenOff(RunRecord run) {
        return !run.summary().outcome().equals(RunOutcome.FINISHED.label());
    }

    /**
     * The ids of those issues of a scanned page that have to be read; the others are counted as unchanged or waiting.
     *
     * @param trusts whether an issue whose {@code updated} is the link's needs nothing; otherwise only what this run
     *               has delivered needs nothing
     * @param again  whether the page repeats what this run has read
     */
    List<String> unknown(Run run, IssuePage page, boolean trusts, boolean again) {
        keep(run, page.broken());
        if (run.request().preview()) {
            return again ? List.of() : List.copyOf(page.ids());
        }
        List<String> ids = page.issues().stream().map(FoundIssue::id).toList();
        Map<String, List<Link>> known = run.knowsNothing() ? Map.of() : links.find(run.getSync(), ids).values().stream()
                .collect(Collectors.groupingBy(Link::issueId));
        Map<String, List<DeadLetter>> letters = letters(run, ids);
        if (!run.targets().names().isEmpty()) {
            SeveralTargets several = new SeveralTargets(run, trusts);
            return page.issues().stream().filter(issue -> !several.isSettled(issue,
                    known.getOrDefault(issue.id(), List.of()), letters.getOrDefault(issue.id(), List.of())))
                    .map(FoundIssue::id).toList();
        }
        return page.issues().stream().filter(issue -> {
            if (trusts && letters.getOrDefault(issue.id(), List.of()).stream().anyMatch(letter -> isKept(letter, issue))) {
                run.issueSeen();
                run.issueWaiting();
                return false;
            }
            List<Link> parts = known.getOrDefault(issue.id(), List.of());
            if (!parts.isEmpty() && parts.stream().allMatch(link -> isDelivered(link, issue) && (trusts || isOf(run, link)))) {
                run.issueSeen();
                run.issueUnchanged();
                return false;
            }
            return true;
        }).map(FoundIssue::id).toList();
    }

    private Map<String, List<DeadLetter>> letters(Run run, List<String> issueIds) {
        return issueIds.isEmpty() || run.knowsNothing() ? Map.of()
                : deadLetters.ofIssues(run.getSync(), issueIds);
    }

    static boolean isDelivered(Link link, FoundIssue issue) {
        return link.live() && link.change() == null && issue.updated() != null
                && link.issueUpdated() != null && !link.issueUpdated().isBefore(issue.updated());
    }

    static boolean isOf(Run run, Link link) {
        return link.deliveredAt() != null && !link.deliveredAt().isBefore(run.startedAt());
    }

    static boolean isKept(DeadLetter letter, FoundIssue issue) {
        return issue.updated() != null && issue.updated().equals(letter.failed().issueUpdated());
    }

    /** Keeps issues that can't be delivered as Jira gave them; those without an id can only be reported. */
    void keep(Run run, List<BrokenIssue> broken) {
        List<String> ids = broken.stream().map(BrokenIssue::id).filter(Objects::nonNull).toList();
        Map<String, List<DeadLetter>> letters = letters(run, ids);
        for (BrokenIssue one : broken) {
            List<DeadLetter> own = one.id() == null ? List.of() : letters.getOrDefault(one.id(), List.of());
            BrokenIssue issue = one.id() == null || !one.key().equals(one.id()) || own.isEmpty() ? one
                    : one.named(own.get(0).failed().issueKey(), own.get(0).failed().issueUpdated());
            run.issueSeen();
            if (own.stream().anyMatch(letter -> isKnown(letter, issue, run))) {
                run.issueWaiting();
            } else {
                keep(run, issue);
            }
        }
    }

    /** Whether it stands in the dead letters already for this reason, and its turn has not come. */
    private static boolean isKnown(DeadLetter letter, BrokenIssue issue, Run run) {
        return letter.failed().error().equals(issue.reason())
                && Objects.equals(letter.failed().issueUpdated(), issue.updated())
                && (letter.nextTryAt() == null || letter.nextTryAt().isAfter(run.startedAt()));
    }

    private void keep(Run run, BrokenIssue issue) {
        run.issueFailed();
        if (issue.id() == null) {
            LOG.warn("Sync '{}': {}, so it was left out", run.getSync(), issue.reason());
            return;
        }
        if (!run.request().preview()) {
            deadLetters.put(new FailedIssue(run.getSync(), issue.id(), "", issue.key(), issue.updated(),
                    FailedIssue.Kind.RETRYABLE, null, null, issue.reason(), null, null, null));
        }
        LogContext.within(run, issue.key(), () -> LOG.warn("Issue {} was not delivered: {}. It waits in the dead letters.",
                issue.key(), issue.reason()));
    }
}
