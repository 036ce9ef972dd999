package io.github.cameljirasync.sandbox.port;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;

/**
 * Deletes entities and what hangs on them. An entity whose required relation points to a deleted one goes with it when
 * delete_dependents is set and protects it when it isn't; other relations to it are emptied.
 */
final class EntityRemoval {

    private final BlueprintStore blueprints;
    private final EntityStore entities;
    private final PortCounters counters;
    private final boolean anyDependent;

    /** @param anyDependent whether dependents of relations that aren't required go too */
    EntityRemoval(BlueprintStore blueprints, EntityStore entities, PortCounters counters, boolean anyDependent) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.counters = counters;
        this.anyDependent = anyDependent;
    }

    /** Deletes those of the entities that exist and can go, and answers their identifiers. */
    List<String> remove(String blueprint, Collection<String> identifiers, boolean deleteDependents) {
        Set<String> going = new LinkedHashSet<>(identifiers);
        if (!deleteDependents) {
            going.removeIf(one -> isProtected(blueprint, one));
        }
        List<String> removed = entities.remove(blueprint, going);
        counters.add(PortEvent.ENTITY_DELETED, removed.size());
        if (!removed.isEmpty()) {
            release(blueprint, new LinkedHashSet<>(removed), deleteDependents);
        }
        return removed;
    }

    private boolean isProtected(String target, String identifier) {
        return blueprints.all().stream().anyMatch(other -> other.relations().entrySet().stream()
                .filter(one -> one.getValue().required() && one.getValue().target().equals(target))
                .anyMatch(one -> !pointing(other, one.getKey(), Set.of(identifier)).isEmpty()));
    }

    private void release(String target, Set<String> gone, boolean deleteDependents) {
        for (Blueprint other : blueprints.all()) {
            for (Map.Entry<String, Blueprint.Relation> one : other.relations().entrySet()) {
                if (one.getValue().target().equals(target)) {
                    release(other, one.getKey(), one.getValue(), gone, deleteDependents);
                }
            }
        }
    }

    private void release(Blueprint other, String name, Blueprint.Relation relation, Set<String> gone,
            boolean deleteDependents) {
        List<Entity> dependents = pointing(other, name, gone);
        if (deleteDependents && (relation.required() || anyDependent)) {
            remove(other.identifier(), dependents.stream().map(Entity::identifier).toList(), true);
        } else {
            dependents.forEach(one -> entities.put(one.withRelations(without(one, name, gone))));
        }
    }

    private List<Entity> pointing(Blueprint blueprint, String relation, Set<String> targets) {
        return entities.of(blueprint.identifier()).stream().filter(one -> one.pointsTo(relation, targets)).toList();
    }

    private static ObjectNode without(Entity entity, String relation, Set<String> gone) {
        ObjectNode relations = entity.relations().deepCopy();
        JsonNode value = relations.get(relation);
        if (value.isArray()) {
            ArrayNode rest = Json.array();
            value.forEach(one -> {
                if (!gone.contains(one.asText())) {
                    rest.add(one);
                }
            });
            relations.set(relation, rest);
        } else {
            relations.putNull(relation);
        }
        return relations;
    }
}
