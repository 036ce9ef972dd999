package io.github.cameljirasync.run;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import io.github.cameljirasync.sandbox.Sandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.main.Main;

/** The bundle as the standalone program starts it, against a sandbox; its clock does not tick, its runs are asked for. */
final class RunningBundle implements AutoCloseable {

    private final Main main = new Main();
    private final Properties settings = new Properties();
    private String routes = "classpath:camel-jira-sync/routes/*.camel.yaml";

    RunningBundle(Sandbox sandbox, Path folder) {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setPropertyPlaceholderLocations("classpath:camel-jira-sync/standalone.properties");
        set("camel.component.quartz.auto-start-scheduler", "false");
        set("jira.url", sandbox.jiraUrl());
        set("jira.email", sandbox.email());
        set("jira.token", sandbox.jiraToken());
        set("jira.jql", "project = SHOP");
        set("jira.requests-per-second", "0");
        set("priority-vote.url", sandbox.priorityVoteUrl());
        set("priority-vote.pat", sandbox.pat());
        set("priority-vote.backlog-id", sandbox.backlogId());
        set("priority-vote.requests-per-second", "1000");
        set("state.url", "jdbc:sqlite:" + folder.resolve("state.db"));
    }

    RunningBundle set(String name, String value) {
        settings.setProperty(name, value);
        return this;
    }

    /** Adds route files to those of the bundle. */
    RunningBundle routes(Path file) {
        routes += ",file:" + file;
        return this;
    }

    RunningBundle start() {
        set("camel.main.routes-include-pattern", routes);
        main.setOverrideProperties(settings);
        main.start();
        return this;
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    <T> T bean(String name, Class<T> type) {
        return context().getRegistry().lookupByNameAndType(name, type);
    }

    /** Runs a sync as its tick does. */
    Run run(String sync) throws Exception {
        Route tick = ticks().get(sync);
        Exchange exchange = tick.getEndpoint().createExchange();
        tick.getConsumer().getProcessor().process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getVariable(Run.VARIABLE, Run.class);
    }

    private Map<String, Route> ticks() {
        Map<String, Route> ticks = new LinkedHashMap<>();
        for (Route route : context().getRoutes()) {
            if (route.getEndpoint() instanceof QuartzEndpoint tick) {
                ticks.put(tick.getTriggerName(), route);
            }
        }
        return ticks;
    }

    @Override
    public void close() {
        main.stop();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
