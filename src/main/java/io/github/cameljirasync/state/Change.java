package io.github.cameljirasync.state;

import java.time.Instant;

/**
 * A write to the target that is under way.
 *
 * @param id          stays the same over all retries of this write, also after a restart; never used for another
 * @param payloadHash the hash of the payload being written
 * @param since       when it was begun first, in milliseconds
 * @param fresh       whether it was begun now; false when an earlier attempt's outcome is unknown
 */
public record Change(String id, String payloadHash, Instant since, boolean fresh) {
}
