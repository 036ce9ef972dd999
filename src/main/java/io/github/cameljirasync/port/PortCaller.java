package io.github.cameljirasync.port;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.http.RequestMeters;
import io.github.cameljirasync.http.TryAgainException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Who talks to Port: a client with its secret, which are sent for an access token only; every other request carries the
 * token. A request whose token is refused is sent once more with a new one. When Port refuses that one too, the client
 * counts as refused, unless its time was over before it came to its turn: then a few more are asked for.
 */
public final class PortCaller extends Caller {

    /** The name of Port in messages and metrics. */
    public static final String SYSTEM = "port";

    /** Number of the token that the request in hand carries; absent while a token is asked for. */
    private static final String TOKEN_NUMBER = "jiraSyncPortTokenNumber";
    /** How many tokens of the request in hand were refused. */
    private static final String REFUSED = "jiraSyncPortTokensRefused";
    private static final int MOST_REFUSED = 5;
    private static final int UNAUTHORIZED = 401;

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
        representedBy(token.authorization());
        exchange.setVariable(TOKEN_NUMBER, token.number());
    }

    @Override
    protected JsonNode read(int status, Message answer, boolean onlyRequestForbidden) throws IOException {
        Exchange exchange = answer.getExchange();
        Long number = exchange.getVariable(TOKEN_NUMBER, Long.class);
        if (status == UNAUTHORIZED && number != null) {
            refuse(exchange, number);
        } else if (number != null && status < 500) {
            place().accept(number);
        }
        JsonNode body = super.read(status, answer, onlyRequestForbidden);
        if (number != null) {
            exchange.removeVariable(REFUSED);
        }
        return body;
    }

    /** Asks for another token, unless it is the client that is refused. */
    private void refuse(Exchange exchange, long number) {
        boolean untried = tokens.isUntried(place(), number);
        place().forget(number);
        int before = exchange.getVariable(REFUSED, 0, Integer.class);
        if (before > 0 && untried) {
            return;
        }
        if (before + 1 == MOST_REFUSED) {
            exchange.removeVariable(REFUSED);
            throw new TryAgainException(SYSTEM, "gives access tokens whose time is over before they can be used", null);
        }
        exchange.setVariable(REFUSED, before + 1);
        throw new TokenRefusedException();
    }
}
