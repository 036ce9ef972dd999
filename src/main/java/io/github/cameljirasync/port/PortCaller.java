package io.github.cameljirasync.port;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.http.RequestMeters;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Who talks to Port: a client with its secret, which are sent for an access token only; every other request carries the
 * token. A request whose token is refused may be sent once more with a new one, after which the client counts as refused.
 */
public final class PortCaller extends Caller {

    /** The name of Port in messages and metrics. */
    public static final String SYSTEM = "port";

    /** Number of the token that the request in hand carries; absent while a token is asked for. */
    private static final String TOKEN_NUMBER = "jiraSyncPortTokenNumber";
    /** Set once the token of the request in hand was refused. */
    private static final String RENEWED = "jiraSyncPortTokenRenewed";

    private final AccessTokens tokens;
    private String clientId;
    private String secret;

    public PortCaller(RateGates gates, RequestMeters meters, AccessTokens tokens) {
        super(gates, meters);
        this.tokens = tokens;
        setSystem(SYSTEM);
    }

    /** @param clientId the client that Port gives tokens to */
    public void setClientId(String clientId) {
        this.clientId = clientId;
        setUser(clientId);
    }

    @Override
    public void setSecret(String secret) {
        this.secret = secret;
        super.setSecret(secret);
    }

    /** @param sync the sync that the entities belong to; Port keeps who wrote an entity last */
    public void setSync(String sync) {
        String version = PortCaller.class.getPackage().getImplementationVersion();
        setUserAgent("camel-jira-sync/" + (version == null ? "0" : version) + '/' + sync);
    }

    /** Names the service and the client. */
    String where() {
        return url() + ' ' + fingerprint();
    }

    AccessTokens.Place place() {
        return tokens.place(fingerprint());
    }

    /** The body of the request for a token. */
    ObjectNode credentials() {
        return JsonNodeFactory.instance.objectNode().put("clientId", clientId).put("clientSecret", secret);
    }

    @Override
    protected void identify(Exchange exchange) {
        super.identify(exchange);
        exchange.removeVariable(TOKEN_NUMBER);
        if (exchange.getVariable(AccessTokens.ASKING) != null) {
            exchange.getMessage().removeHeader("Authorization");
            return;
        }
        AccessTokens.Token token = place().token();
        if (token == null) {
            // another request has learnt meanwhile that the token is refused
            throw new TokenRefusedException();
        }
        exchange.getMessage().setHeader("Authorization", token.authorization());
        exchange.setVariable(TOKEN_NUMBER, token.number());
    }

    @Override
    protected JsonNode read(int status, Message answer, boolean onlyRequestForbidden) throws IOException {
        Exchange exchange = answer.getExchange();
        Long number = exchange.getVariable(TOKEN_NUMBER, Long.class);
        if (status == 401 && number != null) {
            place().forget(number);
            if (exchange.getVariable(RENEWED) == null) {
                exchange.setVariable(RENEWED, true);
                throw new TokenRefusedException();
            }
        }
        JsonNode body = super.read(status, answer, onlyRequestForbidden);
        if (number != null) {
            exchange.removeVariable(RENEWED);
        }
        return body;
    }
}
