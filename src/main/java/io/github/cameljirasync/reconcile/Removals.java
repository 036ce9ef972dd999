package io.github.cameljirasync.reconcile;

import java.time.Instant;

import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.run.KindCounts;
import io.github.cameljirasync.run.LogContext;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.state.Change;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.FailedIssue;
import io.github.cameljirasync.state.Link;
import io.github.cameljirasync.state.Links;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a removal that are no HTTP: which issue it is, what is remembered before and after. */
public final class Removals {

    /** The outcome that a target's Kamelet sets when it has archived something. */
    public static final String ARCHIVED = "archived";

    /** Holds the {@link Removal} in hand; tells a removal from a delivery. */
    private static final String REMOVAL = "jiraSyncRemoval";
    private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

    private final Links links;
    private final DeadLetters deadLetters;

    public Removals(Links links, DeadLetters deadLetters) {
        this.links = links;
        this.deadLetters = deadLetters;
    }

    /** Names the issue of the removal in the body in variables; goes no further once the run has ended. */
    public void name(Exchange exchange) {
        Run run = run(exchange);
        Removal removal = exchange.getMessage().getBody(Removal.class);
        if (!run.isGoingOn() || run.targets().isLeft(removal.link().part())) {
            exchange.setRouteStop(true);
            return;
        }
        Link link = removal.link();
        exchange.getMessage().setBody(null);
        exchange.setVariable(REMOVAL, removal);
        exchange.setVariable(Delivered.ISSUE_ID, link.issueId());
        exchange.setVariable(Delivered.PART, link.part());
        exchange.setVariable(Delivered.ISSUE_KEY, link.issueKey());
        exchange.setVariable(Delivered.FORMER_TARGET_ID, link.targetId());
        exchange.setVariable(KindCounts.VARIABLE, kind(link.issueId()));
        LogContext.open(exchange, run, link.issueKey());
    }

    private static String kind(String issueId) {
        int end = issueId.indexOf('/');
        return end < 0 ? "issue" : issueId.substring(0, end);
    }

    /** Whether nothing else of this sync has become the same thing at the target, which would then have to stay. */
    public boolean isLast(Exchange exchange) {
        Link link = link(exchange);
        return !links.isShared(link.sync(), link.place(), ARCHIVED);
    }

    /** Stores, before anything is sent, that the issue is about to be archived, and under which change. */
    public void begin(Exchange exchange) {
        Link link = link(exchange);
        Change change = links.begin(link.sync(), link.place(), link.issueKey(), ARCHIVED);
        exchange.setVariable(Delivered.CHANGE, change.id());
        exchange.setVariable(Delivered.PAYLOAD_HASH, ARCHIVED);
    }

    /** Takes note that nothing is left to do for the issue, so that no later reconcile asks for it again. */
    public void done(Exchange exchange) {
        Link link = link(exchange);
        run(exchange).check();
        if (removal(exchange).reconcile() == null) {
            links.forget(link.sync(), link.place());
            links.settled(link.sync(), link.place());
        } else {
            links.archived(link.sync(), link.place());
        }
        if (ARCHIVED.equals(exchange.getVariable(Delivered.OUTCOME))) {
            run(exchange).issueArchived();
            run(exchange).kinds().count(exchange, KindCounts.What.ARCHIVED);
        }
    }

    /**
     * Counts an issue that could not be archived. Where a reconcile has found it gone, it gets no dead letter, whose retry
     * would deliver it: its link stays, so that the next reconcile meets it again. What is left over of an issue that still
     * stands is met again when that is tried again.
     */
    public void failed(Exchange exchange) {
        Run run = run(exchange);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Link link = link(exchange);
        boolean heals = !(failure instanceof RequestRejectedException);
        run.issueFailed();
        run.kinds().count(exchange, KindCounts.What.FAILED);
        if (removal(exchange).reconcile() == null) {
            keep(exchange, link, failure, heals);
        } else if (heals) {
            removal(exchange).reconcile().hasUnhealed();
        }
        LogContext.within(run, link.issueKey(), () -> LOG.warn(
                "What stands for issue {} at the target was not archived: {}. A later run tries it again.", link.issueKey(),
                failure.getMessage()));
    }

    private void keep(Exchange exchange, Link link, Throwable failure, boolean heals) {
        deadLetters.put(new FailedIssue(link.sync(), link.issueId(), link.part(), link.issueKey(),
                exchange.getVariable(Delivered.ISSUE_UPDATED, Instant.class),
                heals ? FailedIssue.Kind.RETRYABLE : FailedIssue.Kind.REJECTED, null, null,
                link.part() + " was not removed: " + failure.getMessage(), null, null, null));
    }

    private static Link link(Exchange exchange) {
        return removal(exchange).link();
    }

    private static Removal removal(Exchange exchange) {
        return exchange.getVariable(REMOVAL, Removal.class);
    }

    private static Run run(Exchange exchange) {
        return exchange.getVariable(Run.VARIABLE, Run.class);
    }
}
