package io.github.cameljirasync.sandbox.jira;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.cameljirasync.sandbox.jql.JqlException;
import io.github.cameljirasync.sandbox.jql.JqlQuery;

/** Reads the dates of a query (jira-facts 4.1 to 4.5): what a literal means to this account at this moment. */
final class JqlDates {

    private static final List<DateTimeFormatter> MINUTES = List.of(DateTimeFormatter.ofPattern("yyyy/M/d H:mm"),
            DateTimeFormatter.ofPattern("yyyy-M-d H:mm"));
    private static final List<DateTimeFormatter> DAYS = List.of(DateTimeFormatter.ofPattern("yyyy/M/d"),
            DateTimeFormatter.ofPattern("yyyy-M-d"));
    private static final Pattern PERIOD = Pattern.compile("([+-]?)((?:\\d{1,6}[wdhm]\\s*)+|\\d{1,6})");
    private static final Pattern PART = Pattern.compile("(\\d+)([wdhm]?)");

    private final ZoneId zone;
    private final Instant now;

    JqlDates(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    /** True when the operand means another instant at another time. */
    static boolean movesWithTheClock(JqlQuery.Operand operand) {
        return operand instanceof JqlQuery.Call
                || operand instanceof JqlQuery.Value value && PERIOD.matcher(value.text()).matches()
                        && !(!value.quoted() && value.text().matches("\\d+"));
    }

    /** The operand as milliseconds since 1970. */
    long millis(String field, JqlQuery.Operand operand) {
        if (operand instanceof JqlQuery.Call call) {
            return function(call).toEpochMilli();
        }
        if (operand instanceof JqlQuery.Value value) {
            return literal(field, value).toEpochMilli();
        }
        throw new JqlException("The field '" + field + "' needs a date.");
    }

    private Instant literal(String field, JqlQuery.Value value) {
        String text = value.text().trim();
        if (!value.quoted() && text.matches("\\d{1,17}")) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        for (DateTimeFormatter format : MINUTES) {
            try {
                return LocalDateTime.parse(text, format).atZone(zone).toInstant();
            } catch (DateTimeParseException another) {
                continue;
            }
        }
        for (DateTimeFormatter format : DAYS) {
            try {
                return LocalDate.parse(text, format).atStartOfDay(zone).toInstant();
            } catch (DateTimeParseException another) {
                continue;
            }
        }
        Matcher period = PERIOD.matcher(text);
        if (period.matches() && !(value.quoted() && text.matches("\\d+"))) {
            return now.plusSeconds((period.group(1).equals("-") ? -60 : 60) * minutes(period.group(2)));
        }
        throw new JqlException("Date value '" + value.text() + "' for field '" + field + "' is invalid. Valid formats"
                + " include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format"
                + " e.g. '-5d', '4w 2d'.");
    }

    private static long minutes(String period) {
        long minutes = 0;
        Matcher part = PART.matcher(period);
        while (part.find()) {
            minutes += Long.parseLong(part.group(1)) * switch (part.group(2)) {
                case "w" -> 7 * 24 * 60;
                case "d" -> 24 * 60;
                case "h" -> 60;
                default -> 1;
            };
        }
        return minutes;
    }

    private Instant function(JqlQuery.Call call) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        String name = call.function().toLowerCase(Locale.ROOT);
        LocalDate day = switch (name) {
            case "now" -> null;
            case "startofday" -> today;
            case "endofday" -> today.plusDays(1);
            case "startofweek" -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
            case "endofweek" -> today.with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
            case "startofmonth" -> today.withDayOfMonth(1);
            case "endofmonth" -> today.withDayOfMonth(1).plusMonths(1);
            case "startofyear" -> today.withDayOfYear(1);
            case "endofyear" -> today.withDayOfYear(1).plusYears(1);
            default -> throw new JqlException("Unable to find JQL function '" + call.function() + "()'.");
        };
        Instant instant = day == null ? now : day.atStartOfDay(zone).toInstant();
        if (name.startsWith("endof")) {
            instant = instant.minus(1, ChronoUnit.MILLIS);
        }
        for (String argument : call.arguments()) {
            Matcher period = PERIOD.matcher(argument);
            if (!period.matches()) {
                throw new JqlException("The argument '" + argument + "' of the function '" + call.function()
                        + "' is not a period such as '-1d'.");
            }
            instant = instant.plusSeconds((period.group(1).equals("-") ? -60 : 60) * minutes(period.group(2)));
        }
        return instant;
    }
}
