package io.github.cameljirasync.mapping;

/** Character questions that both input formats ask, and the cleaning of remote strings. */
final class Chars {

    private static final char REPLACEMENT = '\uFFFD';

    private Chars() {
    }

    /** Whitespace in the sense of CommonMark: Unicode spaces (the no-break space too), tabs and line ends. */
    static boolean isSpace(char c) {
        return c <= ' ' || c >= 0x80 && (Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                || c >= 0x80 && (Character.isLetterOrDigit(c) || Character.isSurrogate(c));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isPunctuation(char c) {
        return c > ' ' && c < 0x7F && !isWord(c);
    }

    /** Index of the character in {@code from..to}, -1 when it is not there; unlike String's it looks no further. */
    static int indexOf(String s, char c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (s.charAt(i) == c) {
                return i;
            }
        }
        return -1;
    }

    /** True when every character is whitespace. */
    static boolean isBlank(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (!isSpace(s.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The string without control characters (tab and line feed stay), with U+FFFD for lone surrogates and line feeds for
     * every kind of line end. Returns the same object when there is nothing to clean, which is nearly always.
     */
    static String clean(String s) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < s.length() && Character.isLowSurrogate(s.charAt(i + 1))) {
                i++;
            } else if (isUnclean(c)) {
                return cleaned(s, i);
            }
        }
        return s;
    }

    private static boolean isUnclean(char c) {
        return c < ' ' && c != '\n' && c != '\t' || Character.isSurrogate(c);
    }

    private static String cleaned(String s, int cleanUntil) {
        StringBuilder b = new StringBuilder(s.length()).append(s, 0, cleanUntil);
        for (int i = cleanUntil; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\r') {
                if (i + 1 == s.length() || s.charAt(i + 1) != '\n') {
                    b.append('\n');
                }
            } else if (!isUnclean(c)) {
                b.append(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < s.length() && Character.isLowSurrogate(s.charAt(i + 1))) {
                b.append(c).append(s.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                b.append(REPLACEMENT);
            }
        }
        return b.toString();
    }
}
