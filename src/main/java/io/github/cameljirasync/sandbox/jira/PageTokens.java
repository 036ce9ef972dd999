package io.github.cameljirasync.sandbox.jira;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

/**
 * Opaque page tokens: a position in the live result of exactly one query (jira-facts 1.9, 1.11). Two tokens for the
 * same position differ.
 */
final class PageTokens {

    private static final int LENGTH = Integer.BYTES + Long.BYTES * 2;

    private final AtomicLong serial = new AtomicLong();

    String token(String jql, int position) {
        long number = serial.incrementAndGet();
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).putInt(position).putLong(number)
                .putLong(seal(jql, position, number));
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }

    /** The token's position, or -1 when it is not a token of this query. */
    int position(String jql, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return -1;
        }
        if (bytes.length != LENGTH) {
            return -1;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int position = buffer.getInt();
        long number = buffer.getLong();
        return buffer.getLong() == seal(jql, position, number) ? position : -1;
    }

    private static long seal(String jql, int position, long number) {
        CRC32 sum = new CRC32();
        sum.update((number + " " + position + " " + jql).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
