package io.github.cameljirasync.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments as a person reads them, in the time zone of this machine. */
final class When {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
            .withZone(ZoneId.systemDefault());

    private When() {
    }

    /** @param moment may be null, for never */
    static String of(Instant moment) {
        return moment == null ? "" : FORMAT.format(moment);
    }
}
