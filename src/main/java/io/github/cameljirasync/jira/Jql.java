package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A user's filter in Jira's query language, made safe to combine: its own {@code ORDER BY} is taken off, and what is
 * left is put in parentheses. Quoting follows Atlassian's grammar (JQLLexer.g4 of {@code @atlaskit/jql-parser}).
 */
public final class Jql {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String ORDER = " ORDER BY updated ASC, key ASC";

    private final String condition;

    private Jql(String condition) {
        this.condition = condition;
    }

    /**
     * @param filter the user's words
     * @throws IllegalArgumentException with a sentence, when the filter is empty, has an open quote or unmatched
     *                                  parentheses
     */
    public static Jql of(String filter) {
        String condition = new JqlScanner(filter == null ? "" : filter).condition().strip();
        if (condition.isEmpty()) {
            throw new IllegalArgumentException("the filter has no condition, and Jira answers no unbounded query");
        }
        if (condition.endsWith("\\")) {
            throw new IllegalArgumentException("the filter ends with a backslash, which would escape what follows it");
        }
        return new Jql(condition);
    }

    /** Every issue of the filter, oldest change first. */
    public String everything() {
        return '(' + condition + ')' + ORDER;
    }

    /** Every issue of the filter, newest change first. */
    public String newestFirst() {
        return '(' + condition + ") ORDER BY updated DESC, key DESC";
    }

    /**
     * The issues that changed at or after a moment, oldest change first. The moment is unquoted epoch milliseconds: a
     * date literal would be read in the time zone of the account.
     */
    public String changedSince(Instant moment) {
        return '(' + condition + ") AND updated >= " + moment.toEpochMilli() + ORDER;
    }

    /**
     * Those of the given issues that are in the filter.
     *
     * @param ids Jira's numeric ids
     * @throws IllegalArgumentException with a sentence, when one is no number
     */
    public String among(Collection<String> ids) {
        ids.stream().filter(id -> !NUMBER.matcher(id).matches()).findFirst().ifPresent(id -> {
            throw new IllegalArgumentException("'" + id + "' is no id of an issue");
        });
        return '(' + condition + ") AND id in (" + String.join(", ", ids) + ')' + ORDER;
    }

    /** The condition alone, for counting and for checking. */
    public String condition() {
        return condition;
    }

    /**
     * A value as a quoted JQL string.
     *
     * @throws IllegalArgumentException for half a surrogate pair, which JQL can't express
     */
    public static String quote(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        value.codePoints().forEach(c -> appendQuoted(out, c));
        return out.append('"').toString();
    }

    private static void appendQuoted(StringBuilder out, int c) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '"' -> out.append("\\\"");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    throw new IllegalArgumentException("the value has half a surrogate pair, which is no text");
                }
                if (isForbidden(c)) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static boolean isForbidden(int c) {
        return c < 0x20 || c >= 0x7f && c <= 0x9f || c >= 0xfdd0 && c <= 0xfdef || c == 0xfffe || c == 0xffff;
    }
}
