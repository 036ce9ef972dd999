package io.github.cameljirasync.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameljirasync.sandbox.Sandbox;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;

/** The sync of a sandbox's project, in whatever Camel context it runs; its clock does not tick, its runs are asked for. */
public final class SandboxSync {

    private SandboxSync() {
    }

    /** @return by property, all that leads to a sandbox, at no pace */
    public static Map<String, String> settings(Sandbox sandbox, Path stateFile) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("camel.component.quartz.auto-start-scheduler", "false");
        settings.put("jira.url", sandbox.jiraUrl());
        settings.put("jira.email", sandbox.email());
        settings.put("jira.token", sandbox.jiraToken());
        settings.put("jira.jql", "project = SHOP");
        settings.put("jira.requests-per-second", "0");
        settings.put("priority-vote.url", sandbox.priorityVoteUrl());
        settings.put("priority-vote.pat", sandbox.pat());
        settings.put("priority-vote.backlog-id", sandbox.backlogId());
        settings.put("priority-vote.requests-per-second", "0");
        settings.put("state.url", "jdbc:sqlite:" + stateFile);
        return settings;
    }

    /** Runs a sync as its tick does. */
    public static Run run(CamelContext context, String sync) throws Exception {
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof QuartzEndpoint tick && sync.equals(tick.getTriggerName())) {
                Exchange exchange = tick.createExchange();
                route.getConsumer().getProcessor().process(exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
                return exchange.getVariable(Run.VARIABLE, Run.class);
            }
        }
        throw new IllegalArgumentException("there is no sync " + sync);
    }
}
