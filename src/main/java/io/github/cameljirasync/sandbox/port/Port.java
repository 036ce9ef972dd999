package io.github.cameljirasync.sandbox.port;

import java.time.Clock;
import java.util.function.BiConsumer;

import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Service;

/** What is inside the sandbox's Port. All methods may be called from any thread. */
public final class Port {

    private static final String CLIENT_ID = "sandbox-port-client-0001";
    private static final String CLIENT_SECRET = "sandbox-port-secret-0001";

    private final BlueprintStore blueprints = new BlueprintStore();
    private final EntityStore entities = new EntityStore();
    private final EntityRefusals refusals = new EntityRefusals();
    private final PortCounters counters = new PortCounters();
    private final AccessTokens tokens;
    private final PortBehaviour behaviour;
    private final Clock clock;

    public Port(PortBehaviour behaviour, Clock clock) {
        this.behaviour = behaviour;
        this.clock = clock;
        this.tokens = new AccessTokens(clock, behaviour.tokenLife(), CLIENT_ID, CLIENT_SECRET);
    }

    /**
     * Port's REST API on this content.
     *
     * @param blame told what a request does wrong
     */
    public Service api(BiConsumer<Call, String> blame) {
        EntityWriter writer = new EntityWriter(blueprints, entities, refusals, counters);
        EntityRemoval removal = new EntityRemoval(blueprints, entities, counters, behaviour.anyDependent());
        return new PortApi(this, new RateLimits(behaviour), new BlueprintEndpoints(blueprints, entities),
                new UpsertEndpoints(blueprints, writer, counters, tokens, clock, blame),
                new EntityEndpoints(blueprints, entities, removal, counters, tokens, behaviour.mostDeletedPerCall(),
                        blame),
                new SearchEndpoints(entities, counters, tokens));
    }

    public BlueprintStore blueprints() {
        return blueprints;
    }

    public EntityStore entities() {
        return entities;
    }

    /** Makes single entities fail. */
    public EntityRefusals refusals() {
        return refusals;
    }

    /** How often what happened. */
    public PortCounters counters() {
        return counters;
    }

    /** Client id and secret, and the tokens they were given. */
    public AccessTokens tokens() {
        return tokens;
    }
}
