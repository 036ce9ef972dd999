package io.github.cameljirasync.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One answer before it is written.
 *
 * @param status  the HTTP status
 * @param headers the headers apart from Content-Length
 * @param body    its bytes, empty for none
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public static Answer json(int status, byte[] body) {
        return new Answer(status, Map.of("Content-Type", "application/json;charset=UTF-8"), body);
    }

    public static Answer json(int status, JsonNode body) {
        return json(status, Json.bytes(body));
    }

    public static Answer html(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "text/html;charset=UTF-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), NOTHING);
    }

    /** The same answer with one header more. */
    public Answer with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, all, body);
    }
}
