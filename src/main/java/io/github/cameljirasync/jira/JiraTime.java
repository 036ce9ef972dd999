package io.github.cameljirasync.jira;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * The time stamps of Jira's answers: {@code 2026-04-28T15:33:15.492+0200}, in the zone of the account on Cloud. They
 * are compared as instants only; as text, one moment has many spellings.
 */
public final class JiraTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendPattern("HH:mm:ss")
            .optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private JiraTime() {
    }

    /**
     * @throws IllegalArgumentException with a sentence, when the text is no such time stamp
     */
    public static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text, FORMAT).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time stamp of Jira's", e);
        }
    }
}
