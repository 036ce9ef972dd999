package io.github.cameljirasync.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.jira.IssuePoll;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.run.SyncRuns;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.component.quartz.QuartzEndpoint;

/**
 * The bundle in a Camel Main of its own: reads the folder it is started from, or the copies in the jar, and runs its
 * syncs on schedule or one by one.
 */
final class Bundle implements AutoCloseable {

    private static final String RESOURCES = "classpath:camel-jira-sync/";

    private final Main main;

    Bundle(Path folder, boolean scheduled, Map<String, String> overrides) {
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setPropertyPlaceholderLocations(RESOURCES + "standalone.properties,file:"
                + folder.resolve("application.properties") + ";optional=true");
        boolean ownRoutes = Files.isDirectory(folder.resolve("routes"));
        String routes = ownRoutes ? "file:" + folder.resolve("routes") : RESOURCES + "routes";
        main.addInitialProperty("camel.main.routes-include-pattern", routes + "/*.camel.yaml");
        main.addInitialProperty("sync.mappings", routes + "/mappings");
        main.addInitialProperty("camel.component.quartz.auto-start-scheduler", Boolean.toString(scheduled));
        overrides.forEach(main::addOverrideProperty);
    }

    void start() {
        main.start();
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    /** The routes behind each source, by the name of their sync, in the order of their files. */
    Map<String, Route> ticks() {
        Map<String, Route> ticks = new LinkedHashMap<>();
        for (Route route : context().getRoutes()) {
            if (route.getEndpoint() instanceof QuartzEndpoint tick && "jira-sync".equals(tick.getGroupName())) {
                ticks.put(tick.getTriggerName(), route);
            }
        }
        return ticks;
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

    @Override
    public void close() {
        main.stop();
    }
}
