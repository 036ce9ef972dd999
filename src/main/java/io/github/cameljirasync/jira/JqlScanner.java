package io.github.cameljirasync.jira;

/** Walks through a JQL text once, knowing quotes, escapes and parentheses, to find where its ORDER BY begins. */
final class JqlScanner {

    private final String text;

    JqlScanner(String text) {
        this.text = text;
    }

    /** The text without its own ORDER BY. */
    String condition() {
        int depth = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'') {
                i = afterQuote(i);
            } else if (isWordPart(c)) {
                int end = afterWord(i);
                if (depth == 0 && isWord(i, end, "order") && startsBy(end)) {
                    return text.substring(0, i);
                }
                i = end;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth < 0) {
                    throw new IllegalArgumentException("the filter closes a parenthesis that it has not opened");
                }
                i++;
            }
        }
        if (depth > 0) {
            throw new IllegalArgumentException("the filter opens a parenthesis that it does not close");
        }
        return text;
    }

    private int afterQuote(int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("the filter has a quote that is not closed");
    }

    private boolean startsBy(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i > from && isWord(i, afterWord(i), "by");
    }

    private int afterWord(int start) {
        int i = start;
        while (i < text.length() && isWordPart(text.charAt(i))) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, text.length());
    }

    private boolean isWord(int start, int end, String word) {
        return end - start == word.length() && text.regionMatches(true, start, word, 0, word.length());
    }

    private static boolean isWordPart(char c) {
        return !Character.isWhitespace(c) && "\"'()=!<>~,[]|&".indexOf(c) < 0;
    }
}
