package io.github.cameljirasync.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/**
 * Counts requests by system and status in the Micrometer registry of the Camel context; does nothing in a context that
 * has none. {@code status} is the HTTP status, or {@code none} where no answer came.
 */
public final class RequestMeters implements CamelContextAware {

    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final RateGates gates;
    private CamelContext camelContext;
    private volatile MeterRegistry registry;

    public RequestMeters(RateGates gates) {
        this.gates = gates;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    void count(String system, int status) {
        if (registry == null) {
            registry = camelContext.getRegistry().findSingleByType(MeterRegistry.class);
        }
        if (registry != null) {
            counters.computeIfAbsent(system + status, key -> counter(system, status)).increment();
        }
    }

    private Counter counter(String system, int status) {
        FunctionCounter.builder("jira_sync_throttle_wait_seconds", gates, g -> g.secondsWaited(system))
                .description("Time that requests have waited for their turn").tag("system", system).register(registry);
        return Counter.builder("jira_sync_requests").description("Requests by system and status")
                .tag("system", system).tag("status", status == 0 ? "none" : Integer.toString(status))
                .register(registry);
    }
}
