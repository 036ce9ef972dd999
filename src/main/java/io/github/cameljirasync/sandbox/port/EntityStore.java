package io.github.cameljirasync.sandbox.port;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The entities of Port's catalogue. Safe for use from any thread. */
public final class EntityStore {

    private final Map<String, Map<String, Entity>> byBlueprint = new LinkedHashMap<>();

    /** All entities, those of one blueprint together, oldest first. */
    public List<Entity> all() {
        return matching(entity -> true);
    }

    /** The entities of one blueprint, oldest first. */
    public synchronized List<Entity> of(String blueprint) {
        return List.copyOf(byBlueprint.getOrDefault(blueprint, Map.of()).values());
    }

    public synchronized Optional<Entity> find(String blueprint, String identifier) {
        return Optional.ofNullable(get(blueprint, identifier));
    }

    public synchronized int size() {
        return byBlueprint.values().stream().mapToInt(Map::size).sum();
    }

    public synchronized int size(String blueprint) {
        return byBlueprint.getOrDefault(blueprint, Map.of()).size();
    }

    /** Adds or replaces an entity as a person does in the web application. */
    public synchronized void put(Entity entity) {
        byBlueprint.computeIfAbsent(entity.blueprint(), name -> new LinkedHashMap<>())
                .put(entity.identifier(), entity);
    }

    /** Deletes all entities. */
    public synchronized void clear() {
        byBlueprint.clear();
    }

    synchronized List<Entity> matching(Predicate<Entity> filter) {
        List<Entity> found = new ArrayList<>();
        byBlueprint.values().forEach(all -> all.values().stream().filter(filter).forEach(found::add));
        return found;
    }

    synchronized Entity get(String blueprint, String identifier) {
        Map<String, Entity> all = byBlueprint.get(blueprint);
        return all == null ? null : all.get(identifier);
    }

    /** Removes those of the identifiers that exist and answers them. */
    synchronized List<String> remove(String blueprint, Collection<String> identifiers) {
        Map<String, Entity> all = byBlueprint.getOrDefault(blueprint, Map.of());
        List<String> removed = new ArrayList<>();
        for (String identifier : identifiers) {
            if (all.containsKey(identifier)) {
                all.remove(identifier);
                removed.add(identifier);
            }
        }
        return removed;
    }
}
