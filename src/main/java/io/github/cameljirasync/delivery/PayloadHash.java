package io.github.cameljirasync.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.http.Digest;
import org.apache.camel.Exchange;

/** Tells payloads apart: equal for equal JSON, whatever the order of its members. A step of every sync. */
public final class PayloadHash {

    /** What is to be sent for the issue in hand. */
    public static final String PAYLOAD = "jiraSyncPayload";

    /**
     * Sets the variable {@value Delivered#PAYLOAD_HASH} for the payload in the body, and keeps that as {@value #PAYLOAD}.
     *
     * @throws MappingException when the mapping made no JSON object of the issue
     */
    public void compute(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof ObjectNode payload) {
            exchange.setVariable(PAYLOAD, payload);
            exchange.setVariable(Delivered.PAYLOAD_HASH, of(payload));
        } else {
            throw new MappingException("it gives no object for this issue");
        }
    }

    /** Equal for equal JSON, whatever the order of its members. */
    public static String of(JsonNode payload) {
        StringBuilder canonical = new StringBuilder(512);
        append(canonical, payload);
        return Digest.of(canonical.toString());
    }

    private static void append(StringBuilder out, JsonNode node) {
        if (node.isObject()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            Collections.sort(names);
            out.append('{');
            for (String name : names) {
                out.append(name.length()).append(':').append(name);
                append(out, node.get(name));
            }
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(item -> append(out, item));
            out.append(']');
        } else {
            String text = node.asText();
            out.append(node.getNodeType().name().charAt(0)).append(text.length()).append(':').append(text);
        }
    }
}
