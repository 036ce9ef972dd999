package io.github.cameljirasync.jira;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Walks through the text of a jq mapping once, knowing comments, strings and the code inside strings, to find which
 * members of {@code .fields} it reads. Where that can't be told from the text, it may read any of them.
 */
final class JqFields {

    /** Functions that reach every member of an object without naming it. */
    private static final Set<String> REACH_ALL = Set.of("recurse", "walk", "paths", "leaf_paths", "tostream", "getpath",
            "env", "input", "inputs");
    private static final String FIELDS = "fields";

    private final String text;
    private final Set<String> named = new LinkedHashSet<>();
    private boolean any;
    private int at;

    private JqFields(String text) {
        this.text = text;
    }

    /**
     * What a mapping reads.
     *
     * @param named the members that it names
     * @param any   whether it may read others as well
     */
    record Read(Set<String> named, boolean any) {
    }

    static Read of(String mapping) {
        JqFields scan = new JqFields(mapping);
        scan.code(false);
        return new Read(scan.named, scan.any);
    }

    /** Reads code to its end, or to the parenthesis that closes it. */
    private void code(boolean inString) {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                skipComment();
            } else if (c == '"') {
                String value = string();
                any |= FIELDS.equals(value);
            } else if (c == '.') {
                dot();
            } else if (c == '$' || c == '@') {
                at++;
                word();
            } else if (isWordStart(c)) {
                String word = word();
                any |= FIELDS.equals(word) || REACH_ALL.contains(word.toLowerCase(Locale.ROOT));
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                at++;
                if (inString && depth < 0) {
                    return;
                }
            }
        }
    }

    /** A dot and what it selects. */
    private void dot() {
        at++;
        if (peek() == '.') {
            any = true;
            at++;
            return;
        }
        String member = member();
        if (FIELDS.equals(member)) {
            fieldOfIssue();
        }
    }

    /** What of the fields is read, behind the word that names them. */
    private void fieldOfIssue() {
        skipBlank();
        if (peek() == '?') {
            at++;
            skipBlank();
        }
        boolean dotted = peek() == '.';
        if (dotted) {
            at++;
        } else if (peek() != '[') {
            any = true;
            return;
        }
        String field = member();
        if (field == null) {
            any = true;
        } else if (!field.isEmpty()) {
            named.add(field);
            skipMembers();
        }
    }

    /** What follows a field belongs to the field, also what is called {@code fields} there. */
    private void skipMembers() {
        while (true) {
            if (peek() == '?') {
                at++;
            } else if (peek() == '.' && at + 1 < text.length() && isWordStart(text.charAt(at + 1))) {
                at++;
                word();
            } else {
                return;
            }
        }
    }

    /** A member behind a dot: a word, a string, or a string in brackets; null for anything else, empty for a setting's. */
    private String member() {
        skipBlank();
        if (peek() == '"') {
            return string();
        }
        if (isWordStart(peek())) {
            return word();
        }
        if (peek() != '[') {
            return null;
        }
        int before = at++;
        skipBlank();
        if (text.startsWith("variable(", at)) {
            at = before + 1;
            return "";
        }
        String inside = peek() == '"' ? string() : null;
        skipBlank();
        if (inside != null && peek() == ']') {
            at++;
            return inside;
        }
        at = before + 1;
        return null;
    }

    /** A string; null when it holds an escape or code, so that its value is not its text. */
    private String string() {
        int start = ++at;
        boolean plain = true;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                plain = false;
                at++;
                if (peek() == '(') {
                    at++;
                    code(true);
                    continue;
                }
            }
            at++;
        }
        String inside = text.substring(start, Math.min(at, text.length()));
        at++;
        return plain ? inside : null;
    }

    private String word() {
        int start = at;
        while (at < text.length() && (isWordStart(text.charAt(at)) || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipBlank() {
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '#')) {
            if (text.charAt(at) == '#') {
                skipComment();
            } else {
                at++;
            }
        }
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
