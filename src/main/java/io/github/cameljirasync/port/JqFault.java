package io.github.cameljirasync.port;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What jackson-jq says, as the end of a sentence. */
final class JqFault {

    private static final int LONGEST = 200;
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|[0-9.]+|\\S");

    private JqFault() {
    }

    static String of(String jq, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        Matcher place = PLACE.matcher(message);
        if (!place.find()) {
            return "it is not jq: " + firstLine(cause);
        }
        int line = Math.max(1, Integer.parseInt(place.group(1)));
        int column = Math.max(1, Integer.parseInt(place.group(2)));
        String text = jq.lines().skip(line - 1L).findFirst().orElse("");
        Matcher token = TOKEN.matcher(text);
        boolean ends = message.contains("<EOF>") || column > text.length() || !token.find(column - 1);
        return "it is not jq: " + (ends ? "it ends too early" : "'" + token.group() + "' is not expected at column "
                + column + (line > 1 ? " of line " + line : ""));
    }

    static String firstLine(Throwable e) {
        String message = e.getMessage() == null || e.getMessage().isBlank() ? e.getClass().getSimpleName()
                : e.getMessage().lines().findFirst().orElse("").strip();
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }
}
