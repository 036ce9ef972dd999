package io.github.cameljirasync.reconcile;

import io.github.cameljirasync.state.Link;

/**
 * Something to remove at the target.
 *
 * @param link      what stands for it there
 * @param reconcile what has found its issue gone; null when the issue is there and has become something else
 */
public record Removal(Link link, Reconcile reconcile) {
}
