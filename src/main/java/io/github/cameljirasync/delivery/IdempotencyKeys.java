package io.github.cameljirasync.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;

/**
 * The {@code Idempotency-Key} of a write: the id of the change, which is stored before the first try and so survives a
 * restart, and a hash of method, path and payload. So it is the same for every try of one change, differs between two
 * changes even of the same body, and never stands for another body, method or path. Outside a sync, where no change is
 * stored, each exchange is a change of its own.
 */
public final class IdempotencyKeys {

    private static final String HEADER = "Idempotency-Key";
    private static final String PAYLOAD = "jiraSyncPayload";

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
        String change = change(exchange);
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
        String payload = payload(exchange);
        exchange.getMessage().setHeader(HEADER, change + '-' + hash(method + ' ' + path + ' ' + payload));
    }

    /** The stored change, or one of the exchange's own for a sink that is used without the guard of a sync. */
    private static String change(Exchange exchange) {
        String change = exchange.getVariable(Delivered.CHANGE, String.class);
        if (change == null) {
            change = UUID.randomUUID().toString();
            exchange.setVariable(Delivered.CHANGE, change);
        }
        return change;
    }

    private static String payload(Exchange exchange) {
        String known = exchange.getVariable(Delivered.PAYLOAD_HASH, String.class);
        return known != null ? known : hash(text(exchange.getVariable(PAYLOAD)));
    }

    private static String text(Object payload) {
        if (payload instanceof JsonNode || payload instanceof String) {
            return payload.toString();
        }
        if (payload instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("The body for the sink must be JSON as a JsonNode, a String or a byte[], but is "
                + (payload == null ? "empty" : "a " + payload.getClass().getName())
                + "; put a step before it that makes JSON of it, such as marshal.");
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
