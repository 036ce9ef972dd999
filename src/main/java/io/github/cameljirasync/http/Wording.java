package io.github.cameljirasync.http;

import java.util.regex.Pattern;

/** Foreign text as a part of a sentence: on one line, of a readable length, and without what steers a terminal. */
final class Wording {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029\\p{Cs}]+");

    private Wording() {
    }

    /** @param longest characters, of which no pair is cut in two */
    static String quoted(String text, int longest) {
        String head = text.length() <= 4 * longest ? text : text.substring(0, 4 * longest);
        String line = UNSEEN.matcher(head).replaceAll(" ").strip();
        return line.length() <= longest && head.length() == text.length() ? line : cut(line, longest) + '…';
    }

    private static String cut(String line, int longest) {
        int end = Math.min(longest, line.length());
        return line.substring(0, end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
    }
}
