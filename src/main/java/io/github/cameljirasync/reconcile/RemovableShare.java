package io.github.cameljirasync.reconcile;

/** Knows how much of what a sync has delivered one of its runs may remove unasked. */
@FunctionalInterface
public interface RemovableShare {

    /** From 0 for nothing to 1 for all of it. */
    double removable();
}
