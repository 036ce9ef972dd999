package io.github.cameljirasync.sandbox.port;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What Port's documents leave open, or what differs by organisation, as one simulator has to decide it.
 *
 * @param tokenLife          how long an access token is valid
 * @param window             the time in which {@code limits} are counted
 * @param limits             requests per window; a group without a number has no limit
 * @param hint               how a 429 says when to come back
 * @param mostDeletedPerCall how many entities a bulk delete really deletes
 * @param anyDependent       delete_dependents deletes the entities of all relations, not of required ones only
 */
public record PortBehaviour(Duration tokenLife, Duration window, Map<RateGroup, Integer> limits, RateHint hint,
                            int mostDeletedPerCall, boolean anyDependent) {

    /** Retry-After beside x-ratelimit-reset, or the latter alone: as seconds left or as seconds since 1970. */
    public enum RateHint { RETRY_AFTER, RESET_SECONDS, RESET_EPOCH }

    /** Tokens of ten minutes, no limits, everything is deleted. */
    public static PortBehaviour standard() {
        return new PortBehaviour(Duration.ofMinutes(10), Duration.ofMinutes(5), Map.of(), RateHint.RETRY_AFTER,
                Integer.MAX_VALUE, false);
    }

    public PortBehaviour tokenLife(Duration life) {
        return new PortBehaviour(life, window, limits, hint, mostDeletedPerCall, anyDependent);
    }

    public PortBehaviour window(Duration time) {
        return new PortBehaviour(tokenLife, time, limits, hint, mostDeletedPerCall, anyDependent);
    }

    /** At most this many requests of the group in a window. */
    public PortBehaviour limit(RateGroup group, int requests) {
        Map<RateGroup, Integer> all = new EnumMap<>(RateGroup.class);
        all.putAll(limits);
        all.put(group, requests);
        return new PortBehaviour(tokenLife, window, Map.copyOf(all), hint, mostDeletedPerCall, anyDependent);
    }

    /** The documented limits of all groups, without the shorter bursts. */
    public PortBehaviour documentedLimits() {
        PortBehaviour all = window(Duration.ofMinutes(5));
        for (RateGroup group : RateGroup.values()) {
            all = all.limit(group, group.documented());
        }
        return all;
    }

    public PortBehaviour hint(RateHint kind) {
        return new PortBehaviour(tokenLife, window, limits, kind, mostDeletedPerCall, anyDependent);
    }

    public PortBehaviour mostDeletedPerCall(int entities) {
        return new PortBehaviour(tokenLife, window, limits, hint, entities, anyDependent);
    }

    public PortBehaviour anyDependent(boolean on) {
        return new PortBehaviour(tokenLife, window, limits, hint, mostDeletedPerCall, on);
    }
}
