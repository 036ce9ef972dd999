package io.github.cameljirasync.sandbox.port;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens in Port. Safe for use from any thread. */
public final class PortCounters {

    private final Map<PortEvent, LongAdder> counters = new EnumMap<>(PortEvent.class);

    PortCounters() {
        for (PortEvent event : PortEvent.values()) {
            counters.put(event, new LongAdder());
        }
    }

    public long count(PortEvent event) {
        return counters.get(event).sum();
    }

    /** Starts again at zero. */
    public void reset() {
        counters.values().forEach(LongAdder::reset);
    }

    void add(PortEvent event, long times) {
        counters.get(event).add(times);
    }

    void add(PortEvent event) {
        add(event, 1);
    }
}
