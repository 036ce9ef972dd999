package io.github.cameljirasync.reconcile;

import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.run.LogContext;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.state.Change;
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

    public Removals(Links links) {
        this.links = links;
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
        LogContext.open(exchange, run, link.issueKey());
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
        links.archived(link.sync(), link.place());
        if (ARCHIVED.equals(exchange.getVariable(Delivered.OUTCOME))) {
            run(exchange).issueArchived();
        }
    }

    /**
     * Counts an issue that could not be archived. It gets no dead letter, whose retry would deliver it: its link stays, so
     * that the next reconcile meets it again.
     */
    public void failed(Exchange exchange) {
        Run run = run(exchange);
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        run.issueFailed();
        if (!(failure instanceof RequestRejectedException)) {
            removal(exchange).reconcile().hasUnhealed();
        }
        String key = link(exchange).issueKey();
        LogContext.within(run, key, () -> LOG.warn(
                "What stands for issue {} at the target was not archived: {}. The next reconcile tries it again.", key,
                failure.getMessage()));
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
