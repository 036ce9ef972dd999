package io.github.cameljirasync.jira;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;

/** The steps of {@code jira-match-action} that are no HTTP. */
public final class FilterMatching {

    /** Keeps the page in the body and sees what has to be asked about it. */
    public void begin(Exchange exchange) {
        exchange.setVariable(FilterMatch.VARIABLE, new FilterMatch(
                exchange.getVariable(FilterParts.VARIABLE, FilterParts.class), exchange.getMessage().getBody(JsonNode.class)));
    }

    /** Takes Jira's answer to what was asked. */
    public void take(Exchange exchange) {
        match(exchange).take(exchange.getMessage().getBody(JsonNode.class));
    }

    /** Makes the page the body again; each issue names what it matches. */
    public void end(Exchange exchange) {
        exchange.getMessage().setBody(match(exchange).page());
        exchange.removeVariable(FilterMatch.VARIABLE);
    }

    private static FilterMatch match(Exchange exchange) {
        return exchange.getVariable(FilterMatch.VARIABLE, FilterMatch.class);
    }
}
