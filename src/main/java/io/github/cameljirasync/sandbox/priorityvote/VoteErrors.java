package io.github.cameljirasync.sandbox.priorityvote;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Json;

/** Priority.vote's error answers: the codes of the guide's error matrix in the configured shape. */
final class VoteErrors {

    private final Behaviour behaviour;

    VoteErrors(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    Answer of(int status, String code, String message) {
        return of(status, code, message, Map.of());
    }

    /** @param fields the message of each wrong field */
    Answer of(int status, String code, String message, Map<String, String> fields) {
        ObjectNode body = Json.object();
        ObjectNode holder = body;
        switch (behaviour.errors()) {
            case ERROR -> body.put("error", code).put("message", message);
            case CODE -> body.put("code", code).put("message", message);
            case NESTED -> {
                holder = body.putObject("error");
                holder.put("code", code).put("message", message);
            }
            case PROBLEM -> body.put("type", "https://priority.vote/problems/" + code).put("title", message)
                    .put("status", status).put("code", code);
            default -> throw new IllegalStateException("Unknown shape " + behaviour.errors());
        }
        if (!fields.isEmpty()) {
            ObjectNode errors = holder.putObject("errors");
            fields.forEach((field, sentence) -> errors.putArray(field).add(sentence));
        }
        Answer answer = Answer.json(status, body);
        return behaviour.errors() == Behaviour.ErrorShape.PROBLEM
                ? answer.with("Content-Type", "application/problem+json") : answer;
    }

    Answer ofStatus(int status) {
        return switch (status) {
            case 400 -> of(400, "invalid_request", "The request is malformed.");
            case 401 -> of(401, "invalid_token", "The token is missing, unknown, revoked or expired.");
            case 403 -> of(403, "pat_scope_insufficient", "The token's scopes do not reach this endpoint.");
            case 404 -> of(404, "initiative_not_found", "There is no such initiative.");
            case 409 -> of(409, "external_ref_conflict", "This external_source/external_ref already exists.");
            case 422 -> of(422, "validation_error", "The request is not valid.");
            case 429 -> of(429, "too_many_requests", "The rate-limit budget is exhausted.");
            default -> of(status, "server_error", "Something went wrong.");
        };
    }
}
