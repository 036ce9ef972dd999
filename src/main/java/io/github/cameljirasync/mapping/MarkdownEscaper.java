package io.github.cameljirasync.mapping;

/**
 * Writes text so that CommonMark and GitHub's tables and strikethrough read it as text. A backslash stands only where
 * the character would be syntax: an underscore within a word, a dash within a line and a URL stay readable.
 */
final class MarkdownEscaper {

    private static final int LONGEST_ENTITY = 33;

    private MarkdownEscaper() {
    }

    static void write(BoundedOutput out, String s, int from, int to, boolean inHeading) {
        boolean lineStart = out.isAtLineStart();
        boolean url = false;
        int start = from;
        for (int i = from; i < to; i++) {
            char c = s.charAt(i);
            if (Chars.isWord(c)) {
                continue;
            }
            url = url ? !Chars.isSpace(c) && c != '<' && c != '"' : c == ':' && i > from && s.startsWith("://", i);
            if (isSyntax(s, i, from, to, url) || c == '#' && inHeading
                    || lineStart && startsBlock(s, i, from, to)
                    || i == from && endsListNumber(c, s, i, to) && isListNumber(out.line())) {
                out.text(s, start, i);
                out.markup("\\");
                start = i;
            }
        }
        out.text(s, start, to);
    }

    private static boolean isSyntax(String s, int i, int from, int to, boolean url) {
        boolean last = i + 1 == to;
        char next = last ? ' ' : s.charAt(i + 1);
        return switch (s.charAt(i)) {
            case '*', '`', '[', ']' -> true;
            case '~' -> !url;
            case '_' -> !url && (i == from || last || !Chars.isWord(s.charAt(i - 1)) || !Chars.isWord(next));
            case '\\' -> last || Chars.isPunctuation(next);
            case '<' -> last || Chars.isWord(next) || next == '/' || next == '!' || next == '?';
            case '&' -> isEntity(s, i, to, !url);
            // the next node may be a link, and this would make it an image
            case '!' -> last;
            default -> false;
        };
    }

    private static boolean startsBlock(String s, int i, int from, int to) {
        char c = s.charAt(i);
        char next = i + 1 == to ? ' ' : s.charAt(i + 1);
        if (i > from) {
            return i - from < 10 && endsListNumber(c, s, i, to) && isListNumber(s.subSequence(from, i));
        }
        return switch (c) {
            case '#', '>', '=', '|' -> true;
            case '-', '+' -> Chars.isSpace(next) || next == c || next == '|' || next == ':';
            case ':' -> next == '-';
            default -> false;
        };
    }

    private static boolean endsListNumber(char c, String s, int i, int to) {
        return (c == '.' || c == ')') && (i + 1 == to || Chars.isSpace(s.charAt(i + 1)));
    }

    private static boolean isListNumber(CharSequence line) {
        if (line.isEmpty() || line.length() > 9) {
            return false;
        }
        for (int i = 0; i < line.length(); i++) {
            if (!Chars.isDigit(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    // Whether a character reference follows; an unfinished one might be finished by the next node.
    private static boolean isEntity(String s, int i, int to, boolean countsUnfinished) {
        int end = Math.min(to, i + LONGEST_ENTITY);
        for (int j = i + 1; j < end; j++) {
            char c = s.charAt(j);
            if (c == ';') {
                return j > i + 1;
            }
            if (!Chars.isWord(c) && c != '#') {
                return false;
            }
        }
        return end == to && countsUnfinished;
    }
}
