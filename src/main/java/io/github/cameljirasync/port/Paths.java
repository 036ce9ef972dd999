package io.github.cameljirasync.port;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of Port's API. */
final class Paths {

    private Paths() {
    }

    /** A text as one segment; a plus sign would be a plus sign there, not a space. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
