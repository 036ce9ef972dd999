package io.github.cameljirasync.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Boundaries of extended grapheme clusters (Unicode Standard Annex 29), what a reader sees as one character. */
final class Graphemes {

    private static final Pattern CLUSTER = Pattern.compile("\\X");

    private Graphemes() {
    }

    /** The last cluster boundary in {@code from..end}, never behind {@code end}; all three are UTF-16 indexes. */
    static int floor(String s, int from, int end) {
        if (end >= s.length()) {
            return s.length();
        }
        int boundary = safeStart(s, from, end);
        Matcher clusters = CLUSTER.matcher(s).region(boundary, s.length());
        while (clusters.find() && clusters.end() <= end) {
            boundary = clusters.end();
        }
        return boundary;
    }

    // A cluster starts before every printable ASCII character, except behind the rare prepended marks.
    private static int safeStart(String s, int from, int end) {
        int i = end;
        while (i > from && !(s.charAt(i) >= ' ' && s.charAt(i) < 0x7F && s.charAt(i - 1) < 0x600)) {
            i--;
        }
        return i;
    }
}
