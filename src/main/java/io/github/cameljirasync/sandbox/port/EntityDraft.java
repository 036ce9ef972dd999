package io.github.cameljirasync.sandbox.port;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;

/**
 * One entity as it was sent, checked against its blueprint's schema. Properties and relations that the blueprint does
 * not have are refused; Port's documents don't say.
 */
final class EntityDraft {

    private final JsonNode sent;

    private EntityDraft(JsonNode sent) {
        this.sent = sent;
    }

    /** @throws Refused when a member has the wrong shape or a property or relation doesn't fit the blueprint */
    static EntityDraft checked(Blueprint blueprint, JsonNode sent) {
        optional(sent, "title", sent.path("title").isTextual());
        optional(sent, "icon", sent.path("icon").isTextual());
        optional(sent, "team", sent.path("team").isTextual() || sent.path("team").isArray());
        optional(sent, "properties", sent.path("properties").isObject());
        optional(sent, "relations", sent.path("relations").isObject());
        for (Map.Entry<String, JsonNode> one : sent.path("properties").properties()) {
            property(blueprint, one.getKey(), one.getValue());
        }
        for (Map.Entry<String, JsonNode> one : sent.path("relations").properties()) {
            relation(blueprint, one.getKey(), one.getValue());
        }
        return new EntityDraft(sent);
    }

    private static void optional(JsonNode sent, String member, boolean fits) {
        if (sent.hasNonNull(member) && !fits) {
            throw Refused.invalid("body/" + member + " has the wrong type");
        }
    }

    private static void property(Blueprint blueprint, String name, JsonNode value) {
        PropertyRule rule = blueprint.properties().get(name);
        if (rule == null) {
            throw Refused.invalid("The blueprint \"" + blueprint.identifier() + "\" has no property \"" + name + "\"");
        }
        String mistake = rule.mistake(value);
        if (mistake != null) {
            throw Refused.invalid("The property \"" + name + "\" of blueprint \"" + blueprint.identifier() + "\" "
                    + mistake);
        }
    }

    private static void relation(Blueprint blueprint, String name, JsonNode value) {
        Blueprint.Relation relation = blueprint.relations().get(name);
        if (relation == null) {
            throw Refused.invalid("The blueprint \"" + blueprint.identifier() + "\" has no relation \"" + name + "\"");
        }
        boolean fits = value.isNull() || EntityQuery.isQuery(value)
                || (relation.many() ? value.isArray() && texts(value) : value.isTextual());
        if (!fits) {
            throw Refused.invalid("The relation \"" + name + "\" of blueprint \"" + blueprint.identifier()
                    + "\" must be " + (relation.many() ? "array of string" : "string"));
        }
    }

    private static boolean texts(JsonNode array) {
        for (JsonNode one : array) {
            if (!one.isTextual()) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the entity becomes.
     *
     * @param relations the sent relations with their queries answered
     * @param old       what is stored, null when nothing is
     * @param merge     whether what wasn't sent stays
     */
    Entity become(Blueprint blueprint, String identifier, ObjectNode relations, Entity old, boolean merge,
            String datasource, Instant now) {
        Entity base = merge ? old : null;
        ObjectNode properties = sent.path("properties") instanceof ObjectNode object ? object : Json.object();
        Entity entity = new Entity(blueprint.identifier(), identifier,
                text("title", base == null ? null : base.title()), text("icon", base == null ? null : base.icon()),
                sent.has("team") ? nullAsNone(sent.get("team")) : base == null ? null : base.team(),
                over(base == null ? null : base.properties(), properties),
                over(base == null ? null : base.relations(), relations), datasource,
                old == null ? now : old.createdAt(), now);
        complete(blueprint, entity);
        return entity;
    }

    private String text(String member, String standard) {
        return sent.has(member) ? sent.get(member).textValue() : standard;
    }

    private static JsonNode nullAsNone(JsonNode value) {
        return value.isNull() ? null : value;
    }

    private static ObjectNode over(ObjectNode base, ObjectNode sent) {
        if (base == null) {
            return sent;
        }
        ObjectNode merged = Json.object();
        merged.setAll(base);
        merged.setAll(sent);
        return merged;
    }

    private static void complete(Blueprint blueprint, Entity entity) {
        for (String name : blueprint.required()) {
            if (entity.property(name).isMissingNode() || entity.property(name).isNull()) {
                throw Refused.invalid("must have required property '" + name + "'");
            }
        }
        for (Map.Entry<String, Blueprint.Relation> one : blueprint.relations().entrySet()) {
            JsonNode value = entity.relation(one.getKey());
            boolean empty = value.isNull() || value.isMissingNode() || value.isArray() && value.isEmpty();
            if (one.getValue().required() && empty) {
                throw Refused.invalid("must have required relation '" + one.getKey() + "'");
            }
        }
    }
}
