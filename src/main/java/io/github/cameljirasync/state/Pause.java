package io.github.cameljirasync.state;

import java.time.Instant;

/**
 * Why a sync does not run.
 *
 * @param reason     one sentence for people
 * @param credential the fingerprint of the credential that was refused, to notice another one; null when none was
 * @param at         since when
 */
public record Pause(String reason, String credential, Instant at) {
}
