package io.github.cameljirasync.sandbox.port;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;

/** GET, POST, PATCH and DELETE of /blueprints. */
final class BlueprintEndpoints {

    private final BlueprintStore blueprints;
    private final EntityStore entities;

    BlueprintEndpoints(BlueprintStore blueprints, EntityStore entities) {
        this.blueprints = blueprints;
        this.entities = entities;
    }

    Answer all() {
        ObjectNode body = Json.object().put("ok", true);
        ArrayNode list = body.putArray("blueprints");
        blueprints.all().forEach(one -> list.add(one.json()));
        return Answer.json(200, body);
    }

    Answer create(Call call) {
        return answer(201, blueprints.create(Json.parse(call.body())));
    }

    /** The answer to a request for one blueprint; null for a method that it doesn't have. */
    Answer one(Call call, String identifier) {
        return switch (call.method()) {
            case "GET" -> answer(200, blueprints.get(identifier));
            case "PATCH" -> answer(200, blueprints.patch(identifier, Json.parse(call.body())));
            case "DELETE" -> delete(identifier);
            default -> null;
        };
    }

    private Answer delete(String identifier) {
        if (entities.size(identifier) > 0) {
            throw new Refused(409, "has_dependents", "The blueprint \"" + identifier + "\" has entities");
        }
        blueprints.remove(identifier);
        return Answer.json(200, Json.object().put("ok", true));
    }

    private static Answer answer(int status, Blueprint blueprint) {
        ObjectNode body = Json.object().put("ok", true);
        body.set("blueprint", blueprint.json());
        return Answer.json(status, body);
    }
}
