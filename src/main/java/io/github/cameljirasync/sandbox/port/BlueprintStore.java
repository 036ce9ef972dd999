package io.github.cameljirasync.sandbox.port;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;

/** Port's blueprints. Safe for use from any thread. */
public final class BlueprintStore {

    private final Map<String, Blueprint> all = new LinkedHashMap<>();

    public synchronized List<Blueprint> all() {
        return List.copyOf(all.values());
    }

    public synchronized Optional<Blueprint> find(String identifier) {
        return Optional.ofNullable(all.get(identifier));
    }

    /**
     * Adds or replaces a blueprint as a person does in the web application.
     *
     * @param json the blueprint as Port's documents show it
     */
    public synchronized void define(String json) {
        put(Blueprint.of(Json.parse(json)));
    }

    /** Deletes all blueprints; the entities stay. */
    public synchronized void clear() {
        all.clear();
    }

    /** @throws Refused when it exists or a relation's target doesn't */
    synchronized Blueprint create(JsonNode json) {
        Blueprint blueprint = Blueprint.of(json);
        if (all.containsKey(blueprint.identifier())) {
            throw new Refused(409, "identifier_taken", "A blueprint with the identifier \"" + blueprint.identifier()
                    + "\" already exists");
        }
        return put(targetsExist(blueprint));
    }

    /** @throws Refused when it doesn't exist or the result isn't a blueprint */
    synchronized Blueprint patch(String identifier, JsonNode changes) {
        Blueprint old = get(identifier);
        if (changes == null || !changes.isObject()) {
            throw Refused.invalid("A change of a blueprint is an object.");
        }
        Blueprint changed = Blueprint.of(old.json().deepCopy().setAll(
                (ObjectNode) changes));
        if (!changed.identifier().equals(identifier)) {
            throw Refused.invalid("The sandbox does not rename blueprints.");
        }
        return put(targetsExist(changed));
    }

    /** @throws Refused when it doesn't exist or another blueprint's relation points to it */
    synchronized void remove(String identifier) {
        get(identifier);
        for (Blueprint other : all.values()) {
            boolean points = other.relations().values().stream().anyMatch(one -> one.target().equals(identifier));
            if (points && !other.identifier().equals(identifier)) {
                throw new Refused(409, "has_dependents", "The blueprint \"" + other.identifier() + "\" relates to \""
                        + identifier + "\"");
            }
        }
        all.remove(identifier);
    }

    synchronized Blueprint get(String identifier) {
        Blueprint blueprint = all.get(identifier);
        if (blueprint == null) {
            throw Refused.noBlueprint(identifier);
        }
        return blueprint;
    }

    private Blueprint targetsExist(Blueprint blueprint) {
        for (Blueprint.Relation relation : blueprint.relations().values()) {
            if (!all.containsKey(relation.target()) && !relation.target().equals(blueprint.identifier())) {
                throw Refused.noBlueprint(relation.target());
            }
        }
        return blueprint;
    }

    private Blueprint put(Blueprint blueprint) {
        all.put(blueprint.identifier(), blueprint);
        return blueprint;
    }
}
