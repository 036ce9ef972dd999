package io.github.cameljirasync.reconcile;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;

import io.github.cameljirasync.state.Link;

/** What one reconcile looks up at the target. */
public final class PresenceCursor {

    static final String VARIABLE = "jiraSyncPresence";

    private final Queue<Link> links;
    private Link inHand;

    PresenceCursor(Collection<Link> links) {
        this.links = new ArrayDeque<>(links);
    }

    /** True while there is something to look up. */
    public boolean getHasNext() {
        return !links.isEmpty();
    }

    Link next() {
        inHand = links.remove();
        return inHand;
    }

    Link inHand() {
        return inHand;
    }
}
