package io.github.cameljirasync.port;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.run.MisconfiguredException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.ResourceHelper;

/**
 * The blueprints that Port has to have before an entity can be sent, and which of them were found or created already:
 * the steps of {@code port-blueprints-action} that are no HTTP. Each is looked for once per process.
 */
public final class PortBlueprints implements CamelContextAware {

    /** The names of the blueprints that are wanted, separated by commas. */
    public static final String NAMES = "jiraSyncPortBlueprints";
    /** The blueprint in hand. */
    public static final String BLUEPRINT = "jiraSyncPortBlueprint";

    private final Set<String> found = ConcurrentHashMap.newKeySet();
    private final Semaphore turn = new Semaphore(1);
    private CamelContext camelContext;
    private String file = "";

    /** @param file resource with a list of the blueprints that can be created */
    public void setFile(String file) {
        this.file = file;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    static List<String> named(Exchange exchange) {
        String names = exchange.getVariable(NAMES, String.class);
        return names == null ? List.of()
                : Arrays.stream(names.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /** Whether a blueprint is wanted that nobody has looked for yet. */
    public boolean isUnchecked(Exchange exchange) {
        return !found.contains(place(exchange));
    }

    /** Waits until nobody else looks; {@link #leave()} must follow. */
    public void enter() throws InterruptedException {
        turn.acquire();
    }

    /** Lets the next one look. */
    public void leave() {
        turn.release();
    }

    /** Takes note that all of the blueprints are there. */
    public void checked(Exchange exchange) {
        found.add(place(exchange));
    }

    /**
     * The blueprints to look for as JSON: those of the wanted that can be created, and what they relate to, each after
     * the targets of its own relations.
     */
    public List<JsonNode> wanted(Exchange exchange) {
        Map<String, JsonNode> known = read();
        Map<String, JsonNode> ordered = new LinkedHashMap<>();
        named(exchange).forEach(name -> add(name, known, ordered));
        return new ArrayList<>(ordered.values());
    }

    private static void add(String name, Map<String, JsonNode> known, Map<String, JsonNode> ordered) {
        // out of the known ones first, as a blueprint may relate to itself
        JsonNode blueprint = known.remove(name);
        if (blueprint != null) {
            blueprint.path("relations").forEach(relation -> add(relation.path("target").asText(), known, ordered));
            ordered.put(name, blueprint);
        }
    }

    /** Names the blueprint in the body in the variable {@value #BLUEPRINT}, and the path to it. */
    public void name(Exchange exchange) {
        JsonNode blueprint = exchange.getMessage().getBody(JsonNode.class);
        exchange.setVariable(BLUEPRINT, blueprint);
        exchange.setVariable(BulkUpsert.PATH, "/v1/blueprints/" + Paths.segment(blueprint.path("identifier").asText()));
    }

    private Map<String, JsonNode> read() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(camelContext, file)) {
            new JsonMapper().readTree(in).forEach(one -> all.put(one.path("identifier").asText(), one));
        } catch (IOException e) {
            throw new MisconfiguredException("The blueprints in " + file + " can't be read, so none is created at Port.");
        }
        return all;
    }

    private static String place(Exchange exchange) {
        PortCaller caller = exchange.getVariable(Caller.VARIABLE, PortCaller.class);
        return caller.where() + ' ' + exchange.getVariable(NAMES);
    }
}
