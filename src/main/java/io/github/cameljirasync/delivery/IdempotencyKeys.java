package io.github.cameljirasync.delivery;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameljirasync.http.Digest;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The {@code Idempotency-Key} of a write: the id of the change, which is stored before the first try and so survives a
 * restart, and a hash of method, path and payload. So it is the same for every try of one change, differs between two
 * changes even of the same body, and never stands for another body, method or path. Outside a sync, where no change is
 * stored, each exchange is a change of its own.
 */
public final class IdempotencyKeys {

    private static final String HEADER = "Idempotency-Key";
    private static final ObjectWriter JSON = new JsonMapper().writer();

    /** Sets the key of a {@code POST} of the body in hand to the path in the header {@code CamelHttpPath}. */
    public void post(Exchange exchange) {
        set("POST", exchange);
    }

    /** Sets the key of a {@code PATCH} with the body in hand to the path in the header {@code CamelHttpPath}. */
    public void patch(Exchange exchange) {
        set("PATCH", exchange);
    }

    /** The body becomes the bytes that the key is made of, so that what is sent is what was hashed. */
    private static void set(String method, Exchange exchange) {
        String change = change(exchange);
        Message message = exchange.getMessage();
        byte[] body = bytes(message.getBody());
        String path = message.getHeader(Exchange.HTTP_PATH, String.class);
        message.setBody(body);
        message.setHeader(HEADER, change + '-' + Digest.of(method + ' ' + path + ' ', body));
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

    private static byte[] bytes(Object payload) {
        if (payload instanceof JsonNode json) {
            return json(json);
        }
        if (payload instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (payload instanceof byte[] bytes) {
            return bytes;
        }
        throw new IllegalArgumentException("The body for the sink must be JSON as a JsonNode, a String or a byte[], but is "
                + (payload == null ? "empty" : "a " + payload.getClass().getName())
                + "; put a step before it that makes JSON of it, such as marshal.");
    }

    private static byte[] json(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body for the sink can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
