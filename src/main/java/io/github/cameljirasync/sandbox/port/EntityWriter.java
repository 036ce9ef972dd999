package io.github.cameljirasync.sandbox.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameljirasync.sandbox.http.Json;

/** Checks and stores single entities. Used on Port's event loop only. */
final class EntityWriter {

    /** Stands for the identifier of an entity whose search found nothing. */
    static final String UNKNOWN = "unknown";

    private final BlueprintStore blueprints;
    private final EntityStore entities;
    private final EntityRefusals refusals;
    private final PortCounters counters;

    EntityWriter(BlueprintStore blueprints, EntityStore entities, EntityRefusals refusals, PortCounters counters) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.refusals = refusals;
        this.counters = counters;
    }

    /** What became of an entity. */
    record Written(Entity entity, boolean created) {
    }

    /**
     * The identifier that a sent entity means.
     *
     * @throws Refused when it has none or its search doesn't find exactly one entity
     */
    String identifier(Blueprint blueprint, JsonNode sent) {
        JsonNode identifier = sent.path("identifier");
        if (identifier.isTextual() && !identifier.textValue().isBlank()) {
            return identifier.textValue();
        }
        if (!EntityQuery.isQuery(identifier)) {
            throw Refused.invalid("body must have required property 'identifier'");
        }
        List<String> found = found(blueprint.identifier(), identifier);
        if (found.size() != 1) {
            throw new Refused(404, "not_found", "The search for the identifier found " + found.size() + " entities");
        }
        return found.get(0);
    }

    /**
     * Checks an entity and, unless the options say otherwise, stores it.
     *
     * @param datasource the User-Agent
     * @throws Refused when Port doesn't take it
     */
    Written write(Blueprint blueprint, String identifier, JsonNode sent, UpsertOptions options, String datasource,
            Instant now) {
        refusals.check(identifier);
        Entity old = entities.get(blueprint.identifier(), identifier);
        if (old != null && !options.upsert()) {
            throw new Refused(409, "conflict", "Entity with identifier \"" + identifier + "\" already exists");
        }
        EntityDraft draft = EntityDraft.checked(blueprint, sent);
        ObjectNode relations = answered(blueprint, sent);
        Entity entity = draft.become(blueprint, identifier, relations, old, options.merge(), datasource, now);
        List<Entity> missing = missing(blueprint, identifier, relations, datasource, now);
        if (!missing.isEmpty() && !options.createMissing()) {
            throw Refused.noEntity(missing.get(0).blueprint(), missing.get(0).identifier());
        }
        if (!options.validationOnly()) {
            store(old, entity, missing);
        }
        return new Written(entity, old == null);
    }

    private void store(Entity old, Entity entity, List<Entity> missing) {
        missing.forEach(entities::put);
        counters.add(PortEvent.ENTITY_CREATED_AS_TARGET, missing.size());
        entities.put(entity);
        counters.add(PortEvent.ENTITY_WRITTEN);
        if (old != null && old.looksLike(entity)) {
            counters.add(PortEvent.ENTITY_UNCHANGED);
        }
    }

    private ObjectNode answered(Blueprint blueprint, JsonNode sent) {
        ObjectNode relations = Json.object();
        for (Map.Entry<String, JsonNode> one : sent.path("relations").properties()) {
            Blueprint.Relation relation = blueprint.relations().get(one.getKey());
            relations.set(one.getKey(), EntityQuery.isQuery(one.getValue())
                    ? search(relation, one.getValue()) : one.getValue());
        }
        return relations;
    }

    private JsonNode search(Blueprint.Relation relation, JsonNode query) {
        List<String> found = found(relation.target(), query);
        if (relation.many()) {
            ArrayNode all = Json.array();
            found.forEach(all::add);
            return all;
        }
        if (found.size() != 1) {
            throw new Refused(404, "not_found", "The search for a relation found " + found.size() + " entities");
        }
        return TextNode.valueOf(found.get(0));
    }

    private List<String> found(String blueprint, JsonNode query) {
        return entities.of(blueprint).stream().filter(EntityQuery.of(query)).map(Entity::identifier).toList();
    }

    /** Empty entities for the targets that don't exist; the entity itself counts as existing. */
    private List<Entity> missing(Blueprint blueprint, String identifier, ObjectNode relations, String datasource,
            Instant now) {
        List<Entity> missing = new ArrayList<>();
        for (Map.Entry<String, JsonNode> one : relations.properties()) {
            String target = blueprint.relations().get(one.getKey()).target();
            blueprints.get(target);
            for (JsonNode id : one.getValue().isArray() ? one.getValue() : Json.array().add(one.getValue())) {
                boolean itself = target.equals(blueprint.identifier()) && identifier.equals(id.textValue());
                if (id.isTextual() && !itself && entities.get(target, id.textValue()) == null) {
                    missing.add(new Entity(target, id.textValue(), null, null, null, Json.object(), Json.object(),
                            datasource, now, now));
                }
            }
        }
        return missing;
    }
}
