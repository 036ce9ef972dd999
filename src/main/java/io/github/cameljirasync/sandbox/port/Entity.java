package io.github.cameljirasync.sandbox.port;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One version of an entity of Port's catalogue. Its JSON is not to be changed.
 *
 * @param title      null when none
 * @param icon       null when none
 * @param team       a name or an array of names as sent; null when none
 * @param properties a property that was blanked is null, one that was never sent is absent
 * @param relations  an identifier, null, or an array of identifiers each
 * @param datasource the User-Agent of the request that wrote it last, null when it had none
 */
public record Entity(String blueprint, String identifier, String title, String icon, JsonNode team,
                     ObjectNode properties, ObjectNode relations, String datasource, Instant createdAt,
                     Instant updatedAt) {

    /** The property's value; a missing node when the entity has no such property. */
    public JsonNode property(String name) {
        return properties.path(name);
    }

    /** The relation's identifiers; a missing node when the entity has no such relation. */
    public JsonNode relation(String name) {
        return relations.path(name);
    }

    /** True when the relation holds the identifier, alone or among others. */
    boolean pointsTo(String relation, Set<String> identifiers) {
        JsonNode value = relations.path(relation);
        if (value.isTextual()) {
            return identifiers.contains(value.textValue());
        }
        for (JsonNode one : value) {
            if (identifiers.contains(one.asText())) {
                return true;
            }
        }
        return false;
    }

    /** True when a person looking at both would see no difference; a property that is null counts as absent. */
    boolean looksLike(Entity other) {
        return Objects.equals(title, other.title) && Objects.equals(icon, other.icon)
                && Objects.equals(team, other.team) && covers(properties, other.properties)
                && covers(other.properties, properties) && covers(relations, other.relations)
                && covers(other.relations, relations);
    }

    private static boolean covers(ObjectNode wide, ObjectNode narrow) {
        for (Map.Entry<String, JsonNode> one : narrow.properties()) {
            if (!one.getValue().isNull() && !one.getValue().equals(wide.get(one.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** The same entity with other relations, such as after a target was deleted. */
    Entity withRelations(ObjectNode others) {
        return new Entity(blueprint, identifier, title, icon, team, properties, others, datasource, createdAt,
                updatedAt);
    }
}
