package io.github.cameljirasync.reconcile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.state.IssuePart;
import io.github.cameljirasync.state.Link;
import io.github.cameljirasync.state.Links;
import org.apache.camel.Exchange;

/**
 * What an issue was delivered as and is no longer, where an issue becomes several things at the target: it was moved, a
 * list in it got shorter, or the mapping takes it out. Under the same guard as a reconcile, because a wrong mapping looks
 * like a mass deletion too.
 */
public final class Leftovers {

    /** What is to be removed, a list of {@link Removal}; absent where it is nothing. */
    public static final String VARIABLE = "jiraSyncLeftovers";

    /** What a run may remove unasked of all that its sync has delivered, a Double from 0 to 1; nothing where it is absent. */
    public static final String SHARE = "jiraSyncRemovable";

    private final Links links;
    private final Map<Run, Tally> tallies = new WeakHashMap<>();

    public Leftovers(Links links) {
        this.links = links;
    }

    /** What one run has removed of how much. */
    private static final class Tally {
        private final long live;
        private long gone;

        private Tally(long live) {
            this.live = live;
        }
    }

    /**
     * Names the things to remove of the issue in hand, whose present parts the variable {@value Delivered#PARTS} holds
     * until now; none where they are not known. Dead letters of other parts that never got to the target are settled.
     * How many things may go, the variable {@value #SHARE} has said until now.
     */
    public void find(Exchange exchange) {
        Run run = exchange.getVariable(Run.VARIABLE, Run.class);
        Set<?> parts = exchange.getVariable(Delivered.PARTS, Set.class);
        if (parts != null && !run.request().preview()) {
            find(exchange, run, parts);
        }
        exchange.removeVariable(Delivered.PARTS);
        exchange.removeVariable(SHARE);
    }

    private void find(Exchange exchange, Run run, Set<?> parts) {
        String issueId = exchange.getVariable(Delivered.ISSUE_ID, String.class);
        String target = Delivered.part(exchange);
        List<Link> left = run.links(issueId).stream().filter(Link::live)
                .filter(link -> isOf(target, link.part()) && !parts.contains(link.part())).toList();
        Set<IssuePart> standing = Set.copyOf(left.stream().map(Link::place).toList());
        run.letters(issueId).stream().filter(letter -> isOf(target, letter.name()) && !parts.contains(letter.name()) && !standing.contains(letter))
                .forEach(letter -> links.settled(run.getSync(), letter));
        double removable = exchange.getVariable(SHARE, 0.0, Double.class);
        if (!left.isEmpty() && removable > 0 && mayGo(run, left.size(), removable)) {
            exchange.setVariable(VARIABLE, left.stream().map(link -> new Removal(link, null)).toList());
        }
    }

    /** Whether a part is one of this target, where there are several. */
    private static boolean isOf(String target, String part) {
        return target.isEmpty() || part.startsWith(target + '/');
    }

    private synchronized boolean mayGo(Run run, int more, double removable) {
        Tally tally = tallies.computeIfAbsent(run, begun -> new Tally(links.countParts(begun.getSync())));
        tally.gone += more;
        RemovalGuard guard = new RemovalGuard(run, removable);
        if (guard.allows(tally.gone, tally.live)) {
            return true;
        }
        run.stop(RunOutcome.MISCONFIGURED, ("more than %.0f of the %d things that sync '%s' has delivered are no longer made of"
                + " their issues, which a wrong mapping looks like as well, so the rest was not removed; if it is meant, run"
                + " 'once --sync %s --full --force'").formatted(guard.most(tally.live), tally.live,
                        run.getSync(), run.getSync()));
        return false;
    }
}
