package io.github.cameljirasync.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;

/**
 * The bundle's meters in the Micrometer registry of its Camel context: the bean {@value #REGISTRY} where there is one,
 * else the only {@link MeterRegistry} there is. In a context that has none nothing is measured. What was registered
 * here is taken out of the registry again by {@link #close()}.
 */
public final class Meters implements CamelContextAware, AutoCloseable {

    /** The name under which Camel binds its own registry. */
    static final String REGISTRY = "metricsRegistry";

    private final List<Meter> registered = new CopyOnWriteArrayList<>();
    private CamelContext camelContext;
    private volatile Optional<MeterRegistry> registry;

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /** Whether there is a registry; looked up once, so it has to be there before the first run. */
    public boolean areWanted() {
        return registry().isPresent();
    }

    /** A counter to increment; only where meters are wanted. */
    public Counter counter(String name, String description, Tags tags) {
        return keep(Counter.builder(name).description(description).tags(tags).register(registry().orElseThrow()));
    }

    /** A counter whose value is read from its source when it is asked for; only where meters are wanted. */
    public <T> void counter(String name, String description, Tags tags, T source, ToDoubleFunction<T> value) {
        keep(FunctionCounter.builder(name, source, value).description(description).tags(tags)
                .register(registry().orElseThrow()));
    }

    /** A value that is read from its source when it is asked for; only where meters are wanted. */
    public <T> void gauge(String name, String description, Tags tags, T source, ToDoubleFunction<T> value) {
        keep(Gauge.builder(name, source, value).description(description).tags(tags)
                .register(registry().orElseThrow()));
    }

    @Override
    public void close() {
        Optional<MeterRegistry> known = registry;
        if (known != null) {
            known.ifPresent(meters -> registered.forEach(meters::remove));
        }
        registered.clear();
    }

    private <M extends Meter> M keep(M meter) {
        registered.add(meter);
        return meter;
    }

    private Optional<MeterRegistry> registry() {
        if (registry == null) {
            MeterRegistry named = camelContext.getRegistry().lookupByNameAndType(REGISTRY, MeterRegistry.class);
            registry = Optional.ofNullable(named)
                    .or(() -> Optional.ofNullable(camelContext.getRegistry().findSingleByType(MeterRegistry.class)));
        }
        return registry;
    }
}
