package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** How far the deletion of some entities has come. In the exchange variable {@value #VARIABLE}. */
public final class Deletion {

    static final String VARIABLE = "jiraSyncPortDeletion";

    private final List<EntityId> entities;
    private final Set<String> left = new LinkedHashSet<>();
    private final Map<String, Exception> failures = new HashMap<>();
    private boolean helps = true;
    private String inHand;

    Deletion(EntityId[] entities) {
        this.entities = List.of(entities);
        Arrays.stream(entities).map(EntityId::identifier).forEach(left::add);
    }

    String blueprint() {
        return entities.get(0).blueprint();
    }

    Set<String> left() {
        return left;
    }

    /** True while there are entities left and a bulk call has deleted some of them. */
    public boolean getHasSeveral() {
        return helps && !left.isEmpty();
    }

    /** True while there are entities left. */
    public boolean getHasSingle() {
        return !left.isEmpty();
    }

    void deleted(JsonNode identifiers) {
        helps = false;
        for (JsonNode identifier : identifiers) {
            helps |= left.remove(identifier.asText());
        }
    }

    String next() {
        inHand = left.iterator().next();
        left.remove(inHand);
        return inHand;
    }

    void failed(Exception reason) {
        failures.put(inHand, reason);
    }

    List<Object> results() {
        List<Object> results = new ArrayList<>();
        entities.stream().map(EntityId::identifier)
                .forEach(one -> results.add(failures.containsKey(one) ? failures.get(one) : one));
        return results;
    }
}
