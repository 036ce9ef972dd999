package io.github.cameljirasync.reconcile;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.state.Census;
import io.github.cameljirasync.state.Census.Counted;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.IssuePart;
import io.github.cameljirasync.state.Link;
import io.github.cameljirasync.state.Links;
import io.github.cameljirasync.state.Progress;

/**
 * What one reconcile knows and decides: which issues it counted in Jira, which of the others are gone for certain, and
 * whether so many may be removed. It asks nobody; who does is to call its methods in their order.
 */
public final class Reconcile {

    /** Issues of one look-up; Jira's bulk fetch takes no more. */
    private static final int CHUNK = 100;

    private final Run run;
    private final String sync;
    private final Census census;
    private final Links links;
    private final DeadLetters deadLetters;
    private final Progress progress;
    private final RemovalGuard guard;
    private String place = "";
    private IssuePart removed = IssuePart.whole("");
    private long live;
    private long gone;
    private volatile boolean unhealed;

    Reconcile(Run run, Census census, Links links, DeadLetters deadLetters, Progress progress,
            double removable) {
        this.run = run;
        this.sync = run.getSync();
        this.census = census;
        this.links = links;
        this.deadLetters = deadLetters;
        this.progress = progress;
        this.guard = new RemovalGuard(run, removable);
    }

    /** Begins with nothing counted; if it is broken off, the next run makes another one. */
    public void begin() {
        census.clear(sync);
        progress.reconciling(sync);
    }

    /** Counts issues of the filter. */
    public void count(Collection<Counted> issues) {
        census.add(sync, issues);
    }

    /** Counts everything that was delivered and whose id begins so, because Jira would not show it. */
    public void keep(String prefix) {
        census.keep(sync, prefix);
    }

    /**
     * The ids of the next issues that Jira has and the target has not, or only in an older state; empty when there are
     * no more. An issue whose present state waits in a dead letter is none of them.
     */
    public List<String> nextUndelivered() {
        List<Counted> found;
        List<String> ids;
        do {
            found = census.undelivered(sync, place, CHUNK, run.targets().count());
            place = last(found.stream().map(Counted::issueId).toList());
            ids = withoutWaiting(found);
        } while (ids.isEmpty() && !found.isEmpty());
        return ids;
    }

    private List<String> withoutWaiting(List<Counted> issues) {
        Map<String, List<DeadLetter>> letters = deadLetters.ofIssues(sync, issues.stream().map(Counted::issueId).toList());
        return issues.stream()
                .filter(issue -> !waits(letters.getOrDefault(issue.issueId(), List.of()), issue.updated()))
                .map(Counted::issueId).toList();
    }

    /** Where an issue goes to several targets, one of them may lack what another one refuses. */
    private boolean waits(List<DeadLetter> letters, Instant updated) {
        List<DeadLetter> waiting = letters.stream().filter(letter -> waits(letter, updated)).toList();
        return waiting.size() >= run.targets().count()
                || waiting.stream().anyMatch(letter -> run.targets().of(letter.failed().part()).isEmpty());
    }

    private static boolean waits(DeadLetter letter, Instant updated) {
        return updated == null || letter.failed().issueUpdated() == null || !letter.failed().issueUpdated().isBefore(updated);
    }

    /** The ids of the next issues that were not counted; empty when there are no more, or too many are gone already. */
    public List<String> nextMissing() {
        if (gone == 0) {
            live = links.count(sync);
        }
        List<String> found = isTooMuch() ? List.of()
                : census.missing(sync, place, CHUNK);
        place = last(found);
        return found;
    }

    /** Takes note that issues which were not counted are in the filter all the same, or that nobody knows it now. */
    public void found(Collection<String> issueIds) {
        census.add(sync, issueIds.stream().map(id -> new Counted(id, null)).toList());
    }

    /** Takes note that issues were deleted, archived, hidden or have left the filter. */
    public void gone(Collection<String> issueIds) {
        census.addGone(sync, issueIds);
        gone += issueIds.size();
    }

    public boolean isAnyGone() {
        return gone > 0;
    }

    /**
     * Ends the run and the reconcile when more issues are gone than is believable without {@code --force}.
     *
     * @return whether it did
     */
    public boolean stopIfTooMuch() {
        if (!isTooMuch()) {
            return false;
        }
        run.stop(RunOutcome.MISCONFIGURED, ("at least %d of the %d issues that sync '%s' has delivered are deleted, hidden or"
                + " no longer in the filter, which a lost permission or a wrong jira.jql looks like as well, so none was"
                + " archived; if it is meant, run 'once --sync %s --full --force'").formatted(gone, live, sync, sync));
        end();
        return true;
    }

    private boolean isTooMuch() {
        return !guard.allows(gone, live);
    }

    /** The next issues to remove; empty when there are no more. */
    public List<Removal> nextGone() {
        List<Link> found = census.gone(sync, removed, CHUNK);
        removed = found.isEmpty() ? removed : found.get(found.size() - 1).place();
        return found.stream().map(link -> new Removal(link, this)).toList();
    }

    private static String last(List<String> ids) {
        return ids.isEmpty() ? "" : ids.get(ids.size() - 1);
    }

    /** Takes note that a removal has failed for now, which makes the next reconcile due at once. */
    void hasUnhealed() {
        unhealed = true;
    }

    /** Remembers that the reconcile came to its end. */
    public void end() {
        census.clear(sync);
        if (!unhealed && !run.targets().isAnyLeft()) {
            progress.reconciled(sync);
        }
    }
}
