package io.github.cameljirasync.state;

/** Text as both databases can hold it: PostgreSQL refuses NUL, and half a surrogate pair has no UTF-8 form. */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {
    }

    /** @return the same text with NUL and lone surrogates replaced by U+FFFD */
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text, i);
            }
        }
        return text;
    }

    /** @return at most so many characters of the text, no pair cut in two; null for null */
    static String bounded(String text, int limit) {
        if (text == null || text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }

    private static String replaced(String text, int from) {
        StringBuilder result = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                result.append(c).append(text.charAt(++i));
            } else {
                result.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return result.toString();
    }
}
