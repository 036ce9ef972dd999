package io.github.cameljirasync.cli;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.http.RequestCounts;
import io.github.cameljirasync.http.RequestMeters;
import io.github.cameljirasync.jira.JiraCaller;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Single requests of a command, through the bundle's own {@code json-request-action}: at the same pace, with the same
 * limits and the same meaning of answers as those of a sync.
 */
final class Requests {

    private final Bundle bundle;
    private final Settings settings;
    private final RequestCounts counts;

    Requests(Bundle bundle) {
        this(bundle, null);
    }

    /** @param counts what the requests are added to; null for nothing */
    Requests(Bundle bundle, RequestCounts counts) {
        this.bundle = bundle;
        this.settings = bundle.settings();
        this.counts = counts;
    }

    /**
     * Asks Jira.
     *
     * @param path below {@code /rest/api/2} or {@code /rest/api/3}, with a slash in front
     * @param body null for none
     */
    JsonNode jira(String method, String path, JsonNode body) {
        return jira(method, path, null, body);
    }

    /** As {@link #jira(String, String, JsonNode)}, with an encoded query; null for none. */
    JsonNode jira(String method, String path, String query, JsonNode body) {
        JiraCaller caller = new JiraCaller(gates(), meters());
        caller.setUrl(settings.get(Setting.JIRA_URL));
        caller.setApi(settings.get(Setting.JIRA_API));
        caller.setAuth(settings.get(Setting.JIRA_AUTH));
        caller.setEmail(settings.get(Setting.JIRA_EMAIL));
        caller.setSecret(settings.get(Setting.JIRA_TOKEN));
        caller.setRequestsPerSecond(Double.parseDouble(settings.get(Setting.JIRA_PACE)));
        return ask(caller, settings.get(Setting.JIRA_URL), method,
                "/rest/api/" + (isDataCenter() ? 2 : 3) + path, query, body);
    }

    boolean isDataCenter() {
        return "datacenter".equals(settings.get(Setting.JIRA_API));
    }

    private JsonNode ask(Caller caller, String url, String method, String path, String query, JsonNode body) {
        // a base URL that was accepted as a setting has nothing that would need to be encoded here
        String action = "kamelet:json-request-action?url=" + url + "&method=" + method + "&noErrorHandler=true";
        try (ProducerTemplate template = bundle.context().createProducerTemplate()) {
            Exchange answer = template.send(action, exchange -> {
                caller.use(exchange);
                exchange.setVariable(RequestCounts.VARIABLE, counts);
                exchange.getMessage().setHeader(Exchange.HTTP_PATH, path);
                exchange.getMessage().setHeader(Exchange.HTTP_QUERY, query);
                exchange.getMessage().setBody(body);
            });
            if (answer.getException() != null) {
                throw new RequestFailedException(answer.getException());
            }
            return answer.getMessage().getBody(JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RateGates gates() {
        return bundle.bean("jiraSyncGates", RateGates.class);
    }

    private RequestMeters meters() {
        return bundle.bean("jiraSyncRequestMeters", RequestMeters.class);
    }

    /** A request that was not answered well; its cause says why. */
    static final class RequestFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RequestFailedException(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
