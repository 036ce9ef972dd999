package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;

/** The steps of {@code port-entity-check-action} that are no HTTP: what {@code check} says about Port. */
public final class BlueprintCheck {

    private static final String MISSING = "jiraSyncPortMissing";

    private final PortBlueprints blueprints;
    private boolean createResources;

    public BlueprintCheck(PortBlueprints blueprints) {
        this.blueprints = blueprints;
    }

    /** @param createResources whether a run creates the blueprints that are known by name */
    public void setCreateResources(boolean createResources) {
        this.createResources = createResources;
    }

    /** Makes the body the names of the blueprints to look for. */
    public void begin(Exchange exchange) {
        exchange.setVariable(MISSING, new ArrayList<String>());
        exchange.getMessage().setBody(PortBlueprints.named(exchange));
    }

    /** Names the path of the blueprint in the body. */
    public void path(Exchange exchange) {
        String name = exchange.getMessage().getBody(String.class);
        exchange.setVariable(PortBlueprints.BLUEPRINT, name);
        exchange.setVariable(BulkUpsert.PATH, "/v1/blueprints/" + Paths.segment(name));
        exchange.getMessage().setBody(null);
    }

    /** Takes note that Port does not have the blueprint in hand. */
    @SuppressWarnings("unchecked")
    public void missing(Exchange exchange) {
        exchange.getVariable(MISSING, List.class).add(exchange.getVariable(PortBlueprints.BLUEPRINT, String.class));
    }

    /** Makes an array of sentences the body; those about what is wrong begin with {@code wrong: }. */
    public void say(Exchange exchange) {
        List<String> missing = missingOf(exchange);
        Set<String> creatable = !createResources ? Set.of() : blueprints.wanted(exchange).stream()
                .map(one -> one.path("identifier").asText()).collect(Collectors.toSet());
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        lines.add("the client is accepted");
        for (String name : PortBlueprints.named(exchange)) {
            if (!missing.contains(name)) {
                lines.add("blueprint " + name + " is there");
            } else if (creatable.contains(name)) {
                lines.add("note: blueprint " + name + " is not there yet; the first run creates it");
            } else {
                lines.add("wrong: there is no blueprint '" + name + "': create it at Port, correct the mapping file (setting"
                        + " port.mapping), or, for one of Port's own four, set port.create-resources to true.");
            }
        }
        exchange.getMessage().setBody(lines);
    }

    @SuppressWarnings("unchecked")
    private static List<String> missingOf(Exchange exchange) {
        return exchange.getVariable(MISSING, List.class);
    }
}
