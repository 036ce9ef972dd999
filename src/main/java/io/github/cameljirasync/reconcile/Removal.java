package io.github.cameljirasync.reconcile;

import io.github.cameljirasync.state.Link;

/**
 * An issue to remove at the target.
 *
 * @param link      what stands for it there
 * @param reconcile what has found it gone
 */
public record Removal(Link link, Reconcile reconcile) {
}
