package io.github.cameljirasync.sandbox.priorityvote;

import java.time.Instant;
import java.util.List;

/**
 * One line of the logbook that people read: every write leaves one, whether it changes something or not.
 *
 * @param at          on the sandbox's clock
 * @param via         name of the token
 * @param action      created or updated
 * @param number      the initiative's number
 * @param externalRef its reference, or null
 * @param changed     names of the fields whose value changed; empty for a needless write
 */
public record LogbookEntry(Instant at, String via, String action, long number, String externalRef,
                           List<String> changed) {

    @Override
    public String toString() {
        return at + " " + action + " " + (externalRef == null ? number : externalRef) + " " + changed + " via '" + via
                + "' token";
    }
}
