package io.github.cameljirasync.run;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Does something at the moment when a Camel context begins to stop. */
final class StoppingNotifier extends SimpleEventNotifierSupport {

    private final Runnable deed;

    StoppingNotifier(Runnable deed) {
        this.deed = deed;
        setIgnoreExchangeEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.CamelContextStopping;
    }

    @Override
    public void notify(CamelEvent event) {
        deed.run();
    }
}
