package io.github.cameljirasync.sandbox.port;

import java.time.Clock;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;

/** POST /blueprints/{blueprint}/entities and /entities/bulk. */
final class UpsertEndpoints {

    private static final int MOST_ENTITIES = 20;
    private static final int MOST_BYTES = 1_048_576;

    private final BlueprintStore blueprints;
    private final EntityWriter writer;
    private final PortCounters counters;
    private final AccessTokens tokens;
    private final Clock clock;
    private final BiConsumer<Call, String> blame;

    /** @param blame told what a request does wrong */
    UpsertEndpoints(BlueprintStore blueprints, EntityWriter writer, PortCounters counters, AccessTokens tokens,
            Clock clock, BiConsumer<Call, String> blame) {
        this.blueprints = blueprints;
        this.writer = writer;
        this.counters = counters;
        this.tokens = tokens;
        this.clock = clock;
        this.blame = blame;
    }

    Answer single(Call call, String blueprintId) {
        UpsertOptions options = UpsertOptions.of(call);
        counters.add(options.validationOnly() ? PortEvent.VALIDATION_CALL : PortEvent.SINGLE_CALL);
        Blueprint blueprint = blueprints.get(blueprintId);
        JsonNode sent = Json.parse(call.body());
        if (sent == null || !sent.isObject()) {
            throw Refused.invalid("The body must be an entity.");
        }
        try {
            EntityWriter.Written written = write(call, blueprint, writer.identifier(blueprint, sent), sent, options);
            ObjectNode body = Json.object().put("ok", true);
            body.set("entity", EntityViews.full(written.entity(), tokens.clientId()));
            return Answer.json(written.created() && !options.validationOnly() ? 201 : 200, body);
        } catch (Refused refused) {
            counters.add(PortEvent.ENTITY_REFUSED);
            throw refused;
        }
    }

    Answer bulk(Call call, String blueprintId) {
        UpsertOptions options = UpsertOptions.of(call);
        counters.add(options.validationOnly() ? PortEvent.VALIDATION_CALL : PortEvent.BULK_CALL);
        if (call.body().length > MOST_BYTES) {
            blame.accept(call, "has " + call.body().length + " bytes, more than 1 MiB");
            return PortErrors.ofStatus(413);
        }
        Blueprint blueprint = blueprints.get(blueprintId);
        JsonNode body = Json.parse(call.body());
        JsonNode sent = body == null ? null : body.get("entities");
        if (sent == null || !sent.isArray() || sent.isEmpty()) {
            throw Refused.invalid("body/entities must be an array of 1 to " + MOST_ENTITIES + " entities");
        }
        if (sent.size() > MOST_ENTITIES) {
            blame.accept(call, "has " + sent.size() + " entities, more than " + MOST_ENTITIES);
            return PortErrors.ofStatus(413);
        }
        return each(call, blueprint, sent, options);
    }

    private Answer each(Call call, Blueprint blueprint, JsonNode sent, UpsertOptions options) {
        ObjectNode answer = Json.object().put("ok", true);
        ArrayNode done = answer.putArray("entities");
        ArrayNode errors = answer.putArray("errors");
        for (int index = 0; index < sent.size(); index++) {
            String identifier = EntityWriter.UNKNOWN;
            try {
                identifier = writer.identifier(blueprint, sent.get(index));
                boolean created = write(call, blueprint, identifier, sent.get(index), options).created();
                done.addObject().put("identifier", identifier).put("index", index).put("created", created);
            } catch (Refused refused) {
                counters.add(PortEvent.ENTITY_REFUSED);
                errors.addObject().put("identifier", identifier).put("index", index)
                        .put("statusCode", refused.status()).put("error", refused.error())
                        .put("message", refused.getMessage());
            }
        }
        return Answer.json(errors.isEmpty() ? 200 : 207, answer.put("ok", errors.isEmpty()));
    }

    private EntityWriter.Written write(Call call, Blueprint blueprint, String identifier, JsonNode sent,
            UpsertOptions options) {
        String named = sent.path("blueprint").asText(blueprint.identifier());
        if (!named.equals(blueprint.identifier())) {
            blame.accept(call, "carries " + identifier + " of blueprint " + named);
            throw Refused.invalid("The entity is of blueprint \"" + named + "\", not \"" + blueprint.identifier()
                    + "\"");
        }
        return writer.write(blueprint, identifier, sent, options, call.header("User-Agent"), clock.instant());
    }
}
