package io.github.cameljirasync.sandbox.priorityvote;

import java.time.Instant;

/**
 * One version of an initiative.
 *
 * @param number         numeric, unique over all backlogs; the id of the API is made from it
 * @param description    null when empty
 * @param effort         1 to 100
 * @param status         open or archived
 * @param externalSource null for one that people made
 * @param externalRef    null for one that people made
 */
public record Initiative(long number, String backlogId, String title, String description, int effort, String status,
                         String externalSource, String externalRef, Instant createdAt, Instant updatedAt) {

    private static final String PREFIX = "ini_";

    /** Its id in the API, as text. */
    public String id(boolean numeric) {
        return numeric ? Long.toString(number) : PREFIX + Long.toString(number, Character.MAX_RADIX);
    }

    /** The number behind an id of the API, or 0 when it is none. */
    static long number(String id, boolean numeric) {
        try {
            if (numeric) {
                return Long.parseLong(id);
            }
            return id.startsWith(PREFIX) ? Long.parseLong(id.substring(PREFIX.length()), Character.MAX_RADIX) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    public boolean archived() {
        return status.equals("archived");
    }
}
