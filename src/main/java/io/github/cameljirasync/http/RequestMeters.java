package io.github.cameljirasync.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;

/**
 * Measures requests where meters are wanted: {@code jira_sync_requests_total} by system and status, which is the HTTP
 * status or {@code none} where no answer came, and {@code jira_sync_throttle_wait_seconds_total} by system.
 */
public final class RequestMeters {

    private final RateGates gates;
    private final Meters meters;
    private final Map<String, Map<Integer, Counter>> bySystem = new ConcurrentHashMap<>();

    public RequestMeters(RateGates gates, Meters meters) {
        this.gates = gates;
        this.meters = meters;
    }

    /** @param status the HTTP status; 0 where no answer came */
    void count(String system, int status) {
        if (meters.areWanted()) {
            bySystem.computeIfAbsent(system, this::ofSystem)
                    .computeIfAbsent(status, code -> requests(system, code))
                    .increment();
        }
    }

    private Map<Integer, Counter> ofSystem(String system) {
        meters.counter("jira_sync_throttle_wait_seconds", "Time that requests have waited for their turn",
                Tags.of("system", system), gates, all -> all.secondsWaited(system));
        return new ConcurrentHashMap<>();
    }

    private Counter requests(String system, int status) {
        return meters.counter("jira_sync_requests", "Requests by system and status",
                Tags.of("system", system, "status", status == 0 ? "none" : Integer.toString(status)));
    }
}
