package io.github.cameljirasync.sandbox.port;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A blueprint, read once so that entities are checked quickly.
 *
 * @param json       as it was sent; not to be changed
 * @param properties the rule of each property
 * @param required   names of the properties that every entity must have
 */
public record Blueprint(String identifier, ObjectNode json, Map<String, PropertyRule> properties,
                        Set<String> required, Map<String, Relation> relations) {

    /**
     * A relation to entities of another blueprint, or of the same.
     *
     * @param target   the other blueprint
     * @param many     whether it holds an array of identifiers
     * @param required whether every entity must have it
     */
    public record Relation(String target, boolean many, boolean required) {
    }

    /** @throws Refused when it isn't a blueprint */
    static Blueprint of(JsonNode json) {
        if (json == null || !json.isObject() || !json.path("identifier").isTextual()
                || json.path("identifier").textValue().isBlank()) {
            throw new Refused(422, "invalid_request", "A blueprint is an object with an identifier.");
        }
        if (!json.path("schema").path("properties").isObject()) {
            throw new Refused(422, "invalid_request", "body/schema must have required property 'properties'");
        }
        Map<String, PropertyRule> properties = new LinkedHashMap<>();
        json.get("schema").get("properties").properties()
                .forEach(one -> properties.put(one.getKey(), PropertyRule.of(one.getValue())));
        Set<String> required = new LinkedHashSet<>();
        json.get("schema").path("required").forEach(name -> required.add(name.asText()));
        Map<String, Relation> relations = new LinkedHashMap<>();
        json.path("relations").properties().forEach(one -> relations.put(one.getKey(), new Relation(
                one.getValue().path("target").asText(), one.getValue().path("many").asBoolean(),
                one.getValue().path("required").asBoolean())));
        return new Blueprint(json.get("identifier").textValue(), (ObjectNode) json, properties, required, relations);
    }
}
