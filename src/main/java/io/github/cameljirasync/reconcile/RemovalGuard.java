package io.github.cameljirasync.reconcile;

import io.github.cameljirasync.run.Run;

/**
 * How much a run may remove unasked: a lost permission, an expired token or a typo looks exactly like a mass deletion.
 *
 * @param forced whether a person has said that it is meant
 * @param share  what of all that stands at the target may go, from 0 to 1
 */
record RemovalGuard(boolean forced, double share) {

    /** So few may go however few there are. */
    private static final long ALWAYS_ALLOWED = 10;

    RemovalGuard(Run run, double share) {
        this(run.request().force(), share);
    }

    boolean allows(long gone, long live) {
        return forced || gone <= most(live);
    }

    /** The most of so many that may go unasked. */
    double most(long live) {
        return Math.max(ALWAYS_ALLOWED, live * share);
    }
}
