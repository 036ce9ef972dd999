package io.github.cameljirasync.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Compiles jq as Camel's jq language does. jackson-jq looks up functions and variables when a query runs, so that a
 * mistyped name would fail with every issue; here they are looked up at once.
 */
final class JqSyntax {

    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|[0-9.]+|\\S");

    private JqSyntax() {
    }

    record Fault(int line, int column, String reason) {
    }

    /** @param functions those that a query can call; null when they are not known, and then none is looked up */
    static List<Fault> faults(String query, JqFunctions functions) {
        try {
            JsonQuery.compile(query, Versions.JQ_1_7);
        } catch (JsonQueryException e) {
            return List.of(fault(query, e.getCause() == null ? e : e.getCause()));
        }
        return functions == null ? List.of() : JqNames.free(query).stream()
                .flatMap(use -> functions.problem(use).stream()
                        .map(problem -> new Fault(use.line(), use.column(), problem)))
                .toList();
    }

    private static Fault fault(String query, Throwable cause) {
        if (query.isBlank()) {
            return new Fault(1, 1, "the jq query is empty");
        }
        String message = String.valueOf(cause.getMessage());
        Matcher place = PLACE.matcher(message);
        if (!place.find()) {
            return new Fault(1, 1, "not a jq query: " + message.lines().findFirst().orElse(""));
        }
        int line = Math.max(1, Integer.parseInt(place.group(1)));
        int column = Math.max(1, Integer.parseInt(place.group(2)));
        String unexpected = message.contains("\"<EOF>\"") || message.contains("Encountered: <EOF>")
                ? "end of the query"
                : token(query, line, column);
        return new Fault(line, column, "not a jq query: unexpected " + unexpected);
    }

    private static String token(String query, int line, int column) {
        String text = query.lines().skip(line - 1L).findFirst().orElse("");
        Matcher token = TOKEN.matcher(text);
        return column <= text.length() && token.find(column - 1) ? "'" + token.group() + "'" : "text";
    }
}
