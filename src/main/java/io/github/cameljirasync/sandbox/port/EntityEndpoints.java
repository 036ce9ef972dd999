package io.github.cameljirasync.sandbox.port;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;

/** Reads and deletes entities below /blueprints/{blueprint}. */
final class EntityEndpoints {

    private static final int MOST_DELETED = 100;

    private final BlueprintStore blueprints;
    private final EntityStore entities;
    private final EntityRemoval removal;
    private final PortCounters counters;
    private final AccessTokens tokens;
    private final int mostDeletedPerCall;
    private final BiConsumer<Call, String> blame;

    /**
     * @param mostDeletedPerCall how many a bulk delete deletes at most, whatever it was asked for
     * @param blame              told what a request does wrong
     */
    EntityEndpoints(BlueprintStore blueprints, EntityStore entities, EntityRemoval removal, PortCounters counters,
            AccessTokens tokens, int mostDeletedPerCall, BiConsumer<Call, String> blame) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.removal = removal;
        this.counters = counters;
        this.tokens = tokens;
        this.mostDeletedPerCall = mostDeletedPerCall;
        this.blame = blame;
    }

    Answer all(Call call, String blueprint) {
        blueprints.get(blueprint);
        ObjectNode body = Json.object().put("ok", true);
        ArrayNode list = body.putArray("entities");
        entities.of(blueprint)
                .forEach(one -> list.add(EntityViews.part(one, tokens.clientId(), call.queryAll("include"))));
        return Answer.json(200, body);
    }

    Answer get(String blueprint, String identifier) {
        ObjectNode body = Json.object().put("ok", true);
        body.set("entity", EntityViews.full(existing(blueprint, identifier), tokens.clientId()));
        return Answer.json(200, body);
    }

    Answer delete(Call call, String blueprint, String identifier) {
        counters.add(PortEvent.DELETE_CALL);
        existing(blueprint, identifier);
        if (removal.remove(blueprint, List.of(identifier), dependents(call)).isEmpty()) {
            throw new Refused(422, "has_dependents", "Entities with a required relation depend on " + identifier);
        }
        return Answer.json(200, Json.object().put("ok", true));
    }

    Answer deleteSeveral(Call call, String blueprint) {
        counters.add(PortEvent.DELETE_CALL);
        blueprints.get(blueprint);
        JsonNode body = Json.parse(call.body());
        JsonNode sent = body == null ? null : body.get("entities");
        if (sent == null || !sent.isArray() || sent.isEmpty()) {
            throw Refused.invalid("body/entities must be an array of 1 to " + MOST_DELETED + " identifiers");
        }
        if (sent.size() > MOST_DELETED) {
            blame.accept(call, "deletes " + sent.size() + " entities, more than " + MOST_DELETED);
            throw Refused.invalid("body/entities must not have more than " + MOST_DELETED + " items");
        }
        List<String> identifiers = new ArrayList<>();
        sent.forEach(one -> identifiers.add(one.asText()));
        List<String> asked = identifiers.subList(0, Math.min(mostDeletedPerCall, identifiers.size()));
        ObjectNode answer = Json.object().put("ok", true);
        ArrayNode deleted = answer.putArray("deletedEntities");
        removal.remove(blueprint, asked, dependents(call)).forEach(deleted::add);
        return Answer.json(200, answer);
    }

    private Entity existing(String blueprint, String identifier) {
        blueprints.get(blueprint);
        return entities.find(blueprint, identifier).orElseThrow(() -> Refused.noEntity(blueprint, identifier));
    }

    private static boolean dependents(Call call) {
        return "true".equals(call.query("delete_dependents"));
    }
}
