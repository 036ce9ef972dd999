package io.github.cameljirasync.run;

import io.github.cameljirasync.http.Meters;
import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.state.StateStore;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Ends with its Camel context what the bundle holds: when the context begins to stop, no further issue is started and
 * nobody waits for a turn any more; when it has stopped, meters and the state store are closed. Camel closes no
 * bean of a YAML file by itself.
 */
public final class CleanStop extends LifecycleStrategySupport implements CamelContextAware {

    private final SyncRuns runs;
    private final RateGates gates;
    private final Meters meters;
    private final StateStore store;
    private CamelContext camelContext;

    public CleanStop(SyncRuns runs, RateGates gates, Meters meters, StateStore store) {
        this.runs = runs;
        this.gates = gates;
        this.meters = meters;
        this.store = store;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        // the context gives itself to each strategy that is added to it, so this is called from within
        if (this.camelContext != camelContext) {
            this.camelContext = camelContext;
            camelContext.addLifecycleStrategy(this);
        }
    }

    @Override
    public void onContextStopping(CamelContext context) {
        runs.close();
        gates.close();
    }

    @Override
    public void onContextStopped(CamelContext context) {
        meters.close();
        store.close();
    }
}
