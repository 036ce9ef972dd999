package io.github.cameljirasync.cli;

import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.cameljirasync.jira.Jql;
import org.quartz.CronExpression;

/** What the value of a setting may look like. Each format answers what is wrong with a value, for "…, which …". */
final class Formats {

    private static final Pattern CRONTAB = Pattern.compile("\\S+(\\s+\\S+){4}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9} ?(ms|s|m|h|d) ?)+");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");

    private Formats() {
    }

    static Optional<String> any(String value) {
        return Optional.empty();
    }

    static Setting.Format oneOf(String... words) {
        List<String> allowed = List.of(words);
        return value -> allowed.contains(value) ? Optional.empty()
                : Optional.of("is not one of " + String.join(", ", allowed));
    }

    static Optional<String> pace(String value) {
        try {
            double number = Double.parseDouble(value);
            return number >= 0 && number <= 1_000_000 ? Optional.empty() : Optional.of("is no pace from 0 (no limit) on");
        } catch (NumberFormatException e) {
            return Optional.of("is no number");
        }
    }

    static Setting.Format wholeNumber(long least, long most) {
        return value -> {
            if (!WHOLE_NUMBER.matcher(value).matches()) {
                return Optional.of("is no whole number");
            }
            long number = Long.parseLong(value);
            return number >= least && number <= most ? Optional.empty()
                    : Optional.of("is not between " + least + " and " + most);
        };
    }

    static Optional<String> duration(String value) {
        if (WHOLE_NUMBER.matcher(value).matches()) {
            return Optional.of("has no unit (s, m, h or d)");
        }
        return DURATION.matcher(abbreviated(value)).matches() ? Optional.empty() : Optional.of("is no duration");
    }

    /** A duration that is one, as Camel's {@code TimeUtils} reads it: {@code 1h30m} for {@code 1 hour 30 min}. */
    static String camelDuration(String value) {
        return abbreviated(value).replace(" ", "");
    }

    private static String abbreviated(String duration) {
        return duration.replaceAll("(?<=\\d) ?(d|h|m|s)(ays?|ours?|rs?|in(ute)?s?|ec(ond)?s?)\\b", "$1");
    }

    static Optional<String> cron(String value) {
        if (WHOLE_NUMBER.matcher(value).matches()) {
            return Optional.of("is a number and no Quartz cron expression (every minute is 0 * * * * ?)");
        }
        try {
            CronExpression cron = new CronExpression(value);
            return cron.getNextValidTimeAfter(new java.util.Date()) == null
                    ? Optional.of("never comes again") : Optional.empty();
        } catch (ParseException | UnsupportedOperationException e) {
            return Optional.of(CRONTAB.matcher(value.strip()).matches()
                    ? "has five fields like a crontab; Quartz wants the seconds in front and ? for one of the two days"
                    : "is no Quartz cron expression" + reason(String.valueOf(e.getMessage())));
        }
    }

    /** Quartz tells of some mistakes by the name of an exception of its own making. */
    private static String reason(String message) {
        return message.contains("Exception") ? "" : " (" + message.replaceFirst("\\.$", "") + ")";
    }

    static Optional<String> jql(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("has a tab or a line break in it; write a blank instead");
        }
        if (value.contains(")&")) {
            // Camel takes it for the end of a literal parameter
            return Optional.of("has a parenthesis before &&; write AND instead");
        }
        try {
            Jql.of(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("can't be used: " + e.getMessage());
        }
    }

    static Optional<String> stateUrl(String value) {
        return value.startsWith("jdbc:sqlite:") || value.startsWith("jdbc:postgresql:") ? Optional.empty()
                : Optional.of("begins with neither jdbc:sqlite: nor jdbc:postgresql:");
    }

    /** An identifier that becomes a part of a path. */
    static Optional<String> id(String value) {
        return value.matches("[\\w.~-]+") ? Optional.empty() : Optional.of("is no id");
    }

    static Optional<String> secret(String value) {
        return value.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)
                ? Optional.of("has a blank, a line break or a character outside of ASCII in it") : Optional.empty();
    }

    /** The user name of Basic authentication. */
    static Optional<String> user(String value) {
        return value.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))
                ? Optional.of("has a colon or a line break in it") : Optional.empty();
    }
}
