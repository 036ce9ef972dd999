package io.github.cameljirasync.mapping;

import java.util.Locale;
import java.util.Set;

/** What may become a link. A scheme that runs or embeds content in the reader's browser may not. */
final class Links {

    private static final Set<String> HOSTILE = Set.of("javascript", "data", "vbscript", "blob", "filesystem", "livescript");
    private static final String ENCODED = "<>\"`()|\\{}";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final int LONGEST_SCHEME = 32;

    private Links() {
    }

    /** An absolute URL with a harmless scheme, or a path or fragment of the same site. */
    static boolean isSafe(String url) {
        if (url.startsWith("/") || url.startsWith("#")) {
            return true;
        }
        String scheme = scheme(url);
        return !scheme.isEmpty() && !HOSTILE.contains(scheme);
    }

    /** Whether the URL would run code in a browser; browsers skip white space and control characters in a scheme. */
    static boolean isHostile(String url) {
        StringBuilder visible = new StringBuilder();
        for (int i = 0; i < url.length() && visible.length() <= LONGEST_SCHEME; i++) {
            if (!Chars.isSpace(url.charAt(i))) {
                visible.append(url.charAt(i));
            }
        }
        return HOSTILE.contains(scheme(visible.toString()));
    }

    /** The URL with the characters percent-encoded that would end a link destination early. */
    static String encode(String url) {
        StringBuilder b = null;
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean encoded = c <= ' ' || ENCODED.indexOf(c) >= 0;
            if (encoded && b == null) {
                b = new StringBuilder(url.length() + 16).append(url, 0, i);
            }
            if (encoded) {
                b.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            } else if (b != null) {
                b.append(c);
            }
        }
        return b == null ? url : b.toString();
    }

    // Empty when the URL does not start with a well-formed scheme (RFC 3986, 3.1) and a colon.
    private static String scheme(String url) {
        int end = Math.min(url.length(), LONGEST_SCHEME + 1);
        for (int i = 0; i < end; i++) {
            char c = url.charAt(i);
            if (c == ':') {
                return i < 2 ? "" : url.substring(0, i).toLowerCase(Locale.ROOT);
            }
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && (i == 0 || !Chars.isDigit(c) && c != '+' && c != '-' && c != '.')) {
                return "";
            }
        }
        return "";
    }
}
