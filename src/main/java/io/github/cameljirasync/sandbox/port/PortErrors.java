package io.github.cameljirasync.sandbox.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Json;

/** Port's error answers: {"ok":false,"error":…,"message":…}. */
final class PortErrors {

    private PortErrors() {
    }

    static Answer of(int status, String error, String message) {
        ObjectNode body = Json.object().put("ok", false).put("error", error).put("message", message);
        return Answer.json(status, body);
    }

    static Answer of(Refused refused) {
        return of(refused.status(), refused.error(), refused.getMessage());
    }

    static Answer ofStatus(int status) {
        return switch (status) {
            case 401 -> of(401, "unauthorized", "The access token is missing, unknown or expired.");
            case 403 -> of(403, "forbidden", "The credentials do not allow this.");
            case 404 -> of(404, "not_found", "There is nothing at this address.");
            case 413 -> of(413, "payload_too_large", "The request is larger than Port takes.");
            case 429 -> of(429, "too_many_requests", "The rate limit is exceeded.");
            default -> of(status, status >= 500 ? "internal_error" : "invalid_request",
                    "The sandbox was told to answer with status " + status + ".");
        };
    }
}
