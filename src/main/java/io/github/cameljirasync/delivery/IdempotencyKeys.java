package io.github.cameljirasync.delivery;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.http.Digest;
import org.apache.camel.Exchange;

/**
 * The {@code Idempotency-Key} of a write: the id of the change, which is stored before the first try and so survives a
 * restart, and a hash of method, path and payload. So it is the same for every try of one change, differs between two
 * changes even of the same body, and never stands for another body, method or path. Outside a sync, where no change is
 * stored, each exchange is a change of its own.
 */
public final class IdempotencyKeys {

    private static final String HEADER = "Idempotency-Key";

    /** Sets the key of a {@code POST} of the body in hand to the path in the header {@code CamelHttpPath}. */
    public void post(Exchange exchange) {
        set("POST", exchange);
    }

    /** Sets the key of a {@code PATCH} with the body in hand to the path in the header {@code CamelHttpPath}. */
    public void patch(Exchange exchange) {
        set("PATCH", exchange);
    }

    private static void set(String method, Exchange exchange) {
        String change = change(exchange);
        String path = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
        String body = text(exchange.getMessage().getBody());
        exchange.getMessage().setHeader(HEADER, change + '-' + Digest.of(method + ' ' + path + ' ' + body));
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
}
