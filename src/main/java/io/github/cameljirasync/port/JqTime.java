package io.github.cameljirasync.port;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** The directives of strftime and strptime that have a meaning without a locale, in UTC. */
final class JqTime {

    private static final List<String> MONTHS = names(12, i -> java.time.Month.of(i + 1)
            .getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    private static final List<String> DAYS = names(7, i -> java.time.DayOfWeek.of(i == 0 ? 7 : i)
            .getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    private static final int SHORT = 3;
    private static final int NOON = 12;

    private JqTime() {
    }

    private static List<String> names(int count, IntFunction<String> name) {
        return IntStream.range(0, count).mapToObj(name).toList();
    }

    static String format(LocalDateTime time, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
            } else {
                out.append(directive(time, format.charAt(++i)));
            }
        }
        return out.toString();
    }

    private static String directive(LocalDateTime time, char directive) {
        String day = DAYS.get(time.getDayOfWeek().getValue() % DAYS.size());
        String month = MONTHS.get(time.getMonthValue() - 1);
        int hour = time.getHour() % NOON == 0 ? NOON : time.getHour() % NOON;
        return switch (directive) {
            case 'Y' -> String.valueOf(time.getYear());
            case 'y' -> two(time.getYear() % 100);
            case 'm' -> two(time.getMonthValue());
            case 'd' -> two(time.getDayOfMonth());
            case 'e' -> "%2d".formatted(time.getDayOfMonth());
            case 'H' -> two(time.getHour());
            case 'I' -> two(hour);
            case 'M' -> two(time.getMinute());
            case 'S' -> two(time.getSecond());
            case 'j' -> "%03d".formatted(time.getDayOfYear());
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % DAYS.size());
            case 'V' -> two(time.get(java.time.temporal.IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> String.valueOf(time.get(java.time.temporal.IsoFields.WEEK_BASED_YEAR));
            case 'p' -> time.getHour() < NOON ? "AM" : "PM";
            case 'A' -> day;
            case 'a' -> day.substring(0, SHORT);
            case 'B' -> month;
            case 'b', 'h' -> month.substring(0, SHORT);
            case 's' -> String.valueOf(time.toEpochSecond(ZoneOffset.UTC));
            case 'Z' -> "UTC";
            case 'z' -> "+0000";
            case 'T' -> format(time, "%H:%M:%S");
            case 'F' -> format(time, "%Y-%m-%d");
            case 'D' -> format(time, "%m/%d/%y");
            case 'R' -> format(time, "%H:%M");
            case 'c' -> format(time, "%a %b %e %H:%M:%S %Y");
            case '%' -> "%";
            default -> throw new DateTimeException("there is no directive %" + directive);
        };
    }

    private static String two(int number) {
        return "%02d".formatted(number);
    }

    /** @throws DateTimeException when the text has another form */
    static LocalDateTime parse(String text, String format) {
        Reader reader = new Reader(text);
        reader.read(format);
        if (reader.at != text.length()) {
            throw new DateTimeException("date \"" + text + "\" does not match format \"" + format + '"');
        }
        return reader.time();
    }

    private static final class Reader {

        private final String text;
        private int at;
        private int year = 1900;
        private int month = 1;
        private int day = 1;
        private int hour;
        private int minute;
        private int second;
        private Boolean afternoon;
        private LocalDateTime epoch;

        private Reader(String text) {
            this.text = text;
        }

        private LocalDateTime time() {
            int ofDay = afternoon == null ? hour : hour % NOON + (afternoon ? NOON : 0);
            return epoch != null ? epoch : LocalDateTime.of(year, month, day, ofDay, minute, second);
        }

        private void read(String format) {
            for (int i = 0; i < format.length(); i++) {
                char c = format.charAt(i);
                if (c == '%' && i + 1 < format.length()) {
                    directive(format.charAt(++i));
                } else if (Character.isWhitespace(c)) {
                    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                        at++;
                    }
                } else {
                    literal(c);
                }
            }
        }

        private void directive(char directive) {
            switch (directive) {
                case 'Y' -> year = number(4);
                case 'm' -> month = number(2);
                case 'd', 'e' -> day = number(2);
                case 'H', 'I' -> hour = number(2);
                case 'M' -> minute = number(2);
                case 'S' -> second = number(2);
                case 'y' -> {
                    int short2 = number(2);
                    year = short2 < 69 ? 2000 + short2 : 1900 + short2;
                }
                case 'j' -> number(3);
                case 's' -> epoch = LocalDateTime.ofInstant(Instant.ofEpochSecond(number(12)), ZoneOffset.UTC);
                case 'p' -> afternoon = name(List.of("AM", "PM"), String::length) == 1;
                case 'A', 'a' -> name(DAYS, name -> SHORT);
                case 'B', 'b', 'h' -> month = name(MONTHS, name -> SHORT) + 1;
                case 'T' -> read("%H:%M:%S");
                case 'R' -> read("%H:%M");
                case 'F' -> read("%Y-%m-%d");
                case 'D' -> read("%m/%d/%y");
                case 'Z' -> skip("[A-Za-z]+");
                // as in jq, which reads an offset and does not apply it
                case 'z' -> skip("Z|[+-][0-9]{2}(:?[0-9]{2})?");
                case '%' -> literal('%');
                default -> throw new DateTimeException("there is no directive %" + directive);
            }
        }

        private void literal(char c) {
            if (at >= text.length() || text.charAt(at) != c) {
                throw new DateTimeException("'" + c + "' is expected at position " + (at + 1) + " of \"" + text + '"');
            }
            at++;
        }

        private int number(int digits) {
            int from = at;
            while (at < text.length() && at - from < digits && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (from == at) {
                throw new DateTimeException("a number is expected at position " + (at + 1) + " of \"" + text + '"');
            }
            return (int) Long.parseLong(text.substring(from, at));
        }

        private int name(List<String> names, ToIntFunction<String> shortest) {
            for (String name : names) {
                for (int length : new int[] {name.length(), shortest.applyAsInt(name)}) {
                    if (text.regionMatches(true, at, name, 0, length)) {
                        at += length;
                        return names.indexOf(name);
                    }
                }
            }
            throw new DateTimeException("a name is expected at position " + (at + 1) + " of \"" + text + '"');
        }

        private void skip(String pattern) {
            java.util.regex.Matcher zone = java.util.regex.Pattern.compile(pattern).matcher(text).region(at, text.length());
            if (!zone.lookingAt()) {
                throw new DateTimeException("a time zone is expected at position " + (at + 1) + " of \"" + text + '"');
            }
            at = zone.end();
        }
    }
}
