package io.github.cameljirasync.reconcile;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.state.IssuePart;
import io.github.cameljirasync.state.Link;
import io.github.cameljirasync.state.Links;
import io.github.cameljirasync.state.Progress;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps by which a reconcile finds out what somebody has deleted at the target: what has a link is looked up by its
 * reference, some of it in each reconcile, so that all of it has its turn. What is gone is forgotten, and the same
 * reconcile delivers it again.
 */
public final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private final Links links;
    private final Progress progress;
    private int lookUps = 200;

    public Presence(Links links, Progress progress) {
        this.links = links;
        this.progress = progress;
    }

    /** @param lookUps how much one reconcile looks up; the next one goes on behind it */
    public void setLookUps(int lookUps) {
        this.lookUps = lookUps;
    }

    /** Chooses what is looked up now: behind what the last reconcile has looked up, and from the beginning at the end. */
    public void begin(Exchange exchange) {
        String sync = run(exchange).getSync();
        IssuePart from = IssuePart.whole(progress.lookedUp(sync).orElse(""));
        List<Link> chosen = new ArrayList<>(links.live(sync, from, lookUps));
        if (chosen.size() < lookUps && !from.issueId().isEmpty()) {
            links.live(sync, IssuePart.whole(""), lookUps - chosen.size()).stream()
                    .filter(link -> link.issueId().compareTo(from.issueId()) <= 0).forEach(chosen::add);
        }
        exchange.setVariable(PresenceCursor.VARIABLE, new PresenceCursor(chosen));
    }

    /** Names the next thing to look up in variables, as a sink's look-up reads them. */
    public void next(Exchange exchange) {
        Link link = cursor(exchange).next();
        exchange.removeVariable(Delivered.TARGET_ID);
        exchange.setVariable("jiraSyncPayload", JsonNodeFactory.instance.objectNode()
                .put("external_source", "jira").put("external_ref", link.issueKey()));
    }

    /** Forgets what was looked up when it is gone, or is another one now. */
    public void decide(Exchange exchange) {
        Link link = cursor(exchange).inHand();
        if (!link.targetId().equals(exchange.getVariable(Delivered.TARGET_ID, String.class))) {
            LOG.info("What stood for issue {} was deleted at the target, so it is delivered again", link.issueKey());
            links.forget(link.sync(), link.place());
        }
        progress.lookedUp(link.sync(), link.issueId());
        exchange.getMessage().setBody(null);
    }

    private static PresenceCursor cursor(Exchange exchange) {
        return exchange.getVariable(PresenceCursor.VARIABLE, PresenceCursor.class);
    }

    private static Run run(Exchange exchange) {
        return exchange.getVariable(Run.VARIABLE, Run.class);
    }
}
