package io.github.cameljirasync.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.apache.camel.Exchange;

/**
 * The {@code Idempotency-Key} of a write: the id of the change, which is stored before the first try and so survives a
 * restart, and a hash of method, path and payload. So it is the same for every try of one change, differs between two
 * changes even of the same body, and never stands for another body, method or path.
 */
public final class IdempotencyKeys {

    private static final String HEADER = "Idempotency-Key";

    /** Sets the key of a {@code POST} to the path in the header {@code CamelHttpPath}. */
    public void post(Exchange exchange) {
        set("POST", exchange);
    }

    /** Sets the key of a {@code PATCH} to the path in the header {@code CamelHttpPath}. */
    public void patch(Exchange exchange) {
        set("PATCH", exchange);
    }

    /** Sets the key of a {@code PATCH} that archives what is at the path in the header {@code CamelHttpPath}. */
    public void archive(Exchange exchange) {
        set("PATCH archived", exchange);
    }

    private static void set(String method, Exchange exchange) {
        String change = exchange.getVariable(Delivered.CHANGE, String.class);
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
        String payload = exchange.getVariable(Delivered.PAYLOAD_HASH, String.class);
        exchange.getMessage().setHeader(HEADER, change + '-' + hash(method + ' ' + path + ' ' + payload));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
