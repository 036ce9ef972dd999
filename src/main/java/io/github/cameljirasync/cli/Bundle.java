package io.github.cameljirasync.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.run.SyncRuns;
import io.github.cameljirasync.state.Leases;
import io.github.cameljirasync.state.StateStore;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.main.DefaultMainShutdownStrategy;
import org.apache.camel.main.Main;

/**
 * The bundle in a Camel Main of its own: reads the folder it is started from, or the copies in the jar, and runs its
 * syncs on schedule or one by one.
 */
final class Bundle implements AutoCloseable {

    /** The Quartz group of the ticks of every sync. */
    static final String GROUP = "jira-sync";

    private static final String SETUP = "classpath:camel-jira-sync/standalone.properties";

    /** How much of the bundle is started. */
    enum Part {
        /** The beans alone: the state store and what reads and writes it. Needs only the settings of the store. */
        BEANS,
        /** The routes of the enabled syncs too; each runs when {@link Bundle#run} asks for it. */
        ROUTES,
        /** The routes and the clock that starts their runs. */
        SCHEDULE
    }

    private final Main main;
    private final ProcessName node;
    private final TidySettings tidy;

    private Bundle(Main main, ProcessName node, TidySettings tidy) {
        this.main = main;
        this.node = node;
        this.tidy = tidy;
    }

    /**
     * Checks settings and files, and starts.
     *
     * @param overrides settings that win over those of the user, by property name
     * @throws SettingsException   when a setting is missing or unusable
     * @throws RouteFilesException when a route, a Kamelet or a mapping can't be used
     */
    static Bundle start(Shell shell, Part part, Map<String, String> overrides) throws Exception {
        if (part != Part.BEANS) {
            WarmUp.begin();
        }
        RouteFolder folder = RouteFolder.of(shell.folder());
        Main main = new Main();
        // signals are handled by the command, which lets the issue in hand end first
        ((DefaultMainShutdownStrategy) main.getShutdownStrategy()).disableHangupSupport();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setPropertyPlaceholderLocations(SETUP + ",file:" + shell.folder().resolve(BundleCommand.SETTINGS)
                + ";optional=true");
        main.addInitialProperty("camel.main.routes-include-pattern",
                part == Part.BEANS ? folder.beans() : folder.routes());
        main.addInitialProperty("sync.mappings", folder.mappings());
        ProcessName node = new ProcessName(shell.environment());
        main.addInitialProperty("sync.node", node.name());
        main.addInitialProperty("camel.component.kamelet.location", folder.kamelets());
        main.addInitialProperty("camel.component.quartz.auto-start-scheduler",
                Boolean.toString(part == Part.SCHEDULE));
        main.addInitialProperty("management.enabled", Boolean.toString(part == Part.SCHEDULE));
        overrides.forEach(main::addOverrideProperty);
        FileChecks files = FileChecks.begin(folder);
        TidySettings tidy = new TidySettings();
        main.addMainListener(new StartChecks(shell, folder, part, files, tidy));
        Bundle bundle = new Bundle(main, node, tidy);
        try {
            main.start();
            return bundle;
        } catch (SettingsException | RouteFilesException e) {
            bundle.close();
            throw e;
        } catch (Exception | Error e) {
            bundle.close();
            // what Camel says about a file that it can't read is said better by the check of the files
            files.end();
            throw e;
        }
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** A bean of {@code routes/beans.camel.yaml}. */
    <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    /** The settings as this bundle sees them. */
    Settings settings() {
        return new Settings(context().getPropertiesComponent());
    }

    TidySettings tidySettings() {
        return tidy;
    }

    SyncRuns runs() {
        return bean("jiraSyncRuns", SyncRuns.class);
    }

    /**
     * Opens the state store before the first run, and takes what processes that were killed on this machine still hold.
     *
     * @throws io.github.cameljirasync.state.StateStoreException when it can't be opened
     */
    void openState() {
        bean("jiraSyncState", StateStore.class).open();
        bean("jiraSyncLeases", Leases.class).releaseOf(node::isDead);
    }

    /** The routes behind each source, by the name of their sync, in the order of their files. */
    Map<String, Route> ticks() {
        Map<String, Route> ticks = new LinkedHashMap<>();
        for (Route route : context().getRoutes()) {
            if (route.getEndpoint() instanceof QuartzEndpoint tick && GROUP.equals(tick.getGroupName())) {
                ticks.put(tick.getTriggerName(), route);
            }
        }
        return ticks;
    }

    /**
     * The one of the enabled syncs that a person names, or all of them.
     *
     * @param sync null for all
     * @throws UsageException when the named one is not enabled
     */
    Map<String, Route> ticks(String sync) {
        Map<String, Route> all = ticks();
        if (sync != null && !all.containsKey(sync)) {
            throw new UsageException("--sync names '" + sync + "', but the setting sync.enabled has only: "
                    + String.join(", ", all.keySet()) + ".");
        }
        return sync == null ? all : Map.of(sync, all.get(sync));
    }

    /** Runs one sync as its tick would, and returns when it has ended. */
    Run run(Route tick, RunRequest request) throws Exception {
        Consumer consumer = tick.getConsumer();
        Exchange exchange = tick.getEndpoint().createExchange();
        exchange.setVariable(RunRequest.VARIABLE, request);
        consumer.getProcessor().process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getVariable(Run.VARIABLE, Run.class);
    }

    /** Lets no further issue begin and wakes those that wait for their turn; {@link #close()} is to follow. */
    void interrupt() {
        SyncRuns runs = runs();
        if (runs != null) {
            runs.close();
        }
        RateGates gates = bean("jiraSyncGates", RateGates.class);
        if (gates != null) {
            gates.close();
        }
    }

    /** Stops the routes and closes the state store. */
    @Override
    public void close() {
        CamelContext context = context();
        StateStore store = context == null ? null : bean("jiraSyncState", StateStore.class);
        main.stop();
        if (store != null) {
            store.close();
        }
    }
}
