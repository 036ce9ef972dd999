package io.github.cameljirasync.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.vertx.core.MultiMap;

/**
 * One request as it arrived.
 *
 * @param system     whom it was sent to
 * @param method     in capitals
 * @param path       without query
 * @param rawQuery   the query as sent, null when there is none
 * @param query      the decoded query parameters
 * @param headers    the headers, names in any case
 * @param body       the body's bytes, empty when there is none
 * @param receivedAt milliseconds since 1970 on the sandbox's clock
 */
public record Call(RemoteSystem system, String method, String path, String rawQuery, MultiMap query, MultiMap headers,
                   byte[] body, long receivedAt) {

    /** The header's value, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The first value of the query parameter, or null. */
    public String query(String name) {
        return query.get(name);
    }

    /** All values of the query parameter. */
    public List<String> queryAll(String name) {
        return query.getAll(name);
    }

    /** Path and query as sent. */
    public String target() {
        return rawQuery == null ? path : path + "?" + rawQuery;
    }

    /** The path's segments after its leading slash, not decoded. */
    public String[] segments() {
        return path.substring(1).split("/", -1);
    }

    public boolean isWrite() {
        return switch (method) {
            case "POST", "PUT", "PATCH", "DELETE" -> true;
            default -> false;
        };
    }

    /** "user:password" of a Basic Authorization header, or null when there is no readable one. */
    public String basicPair() {
        String authorization = header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(authorization.substring(6).trim()),
                    StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
