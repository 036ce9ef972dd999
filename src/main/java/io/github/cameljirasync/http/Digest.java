package io.github.cameljirasync.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for texts: equal for equal texts, and for no others that anybody will meet. */
public final class Digest {

    private static final int BYTES = 16;
    private static final byte[] NOTHING = {};

    private Digest() {
    }

    /** The first 128 bits of the text's SHA-256, in hexadecimal. */
    public static String of(String text) {
        return of(text, NOTHING);
    }

    /** As {@link #of(String)}, of a text and of bytes that follow it. */
    public static String of(String text, byte[] rest) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(rest), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
