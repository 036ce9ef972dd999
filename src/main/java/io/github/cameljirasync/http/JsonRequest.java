package io.github.cameljirasync.http;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * The steps of {@code json-request-action} that are no HTTP: whose credential the request carries, when it may be sent,
 * and what its answer means. The caller is in the exchange variable {@value Caller#VARIABLE}, so that its credential
 * passes through no endpoint URI.
 */
public final class JsonRequest {

    private static final String JSON = "application/json";
    private static final String REDELIVERY = "jiraSyncRedelivery";
    private static final Set<String> OF_THE_CALLER = KnownHeaders.ignoringCase(
            Exchange.HTTP_PATH, Exchange.HTTP_QUERY, "Idempotency-Key", Exchange.REDELIVERED, Exchange.REDELIVERY_COUNTER,
            Exchange.REDELIVERY_MAX_COUNTER, Exchange.REDELIVERY_DELAY);

    private String url;
    private boolean onlyRequestForbidden;

    /** @param url where the API begins */
    public void setUrl(String url) {
        this.url = url;
    }

    /** @param forbidden what a 403 refuses: the {@code credential}, or only {@code this-request} */
    public void setForbidden(String forbidden) {
        onlyRequestForbidden = "this-request".equals(forbidden);
    }

    /**
     * Sets the headers by which the system knows the caller, and those that say that the request and the answer to be are
     * JSON. Of the others only those are left that are meant for this request.
     *
     * @throws IllegalStateException when the caller belongs to another system: its credential must not go here
     */
    public void authorize(Exchange exchange) {
        Caller caller = caller(exchange);
        if (!url.equals(caller.url())) {
            throw new IllegalStateException("the credential for " + caller.url() + " was about to be sent to " + url);
        }
        exchange.setProperty(REDELIVERY, redelivery(exchange));
        Message request = exchange.getMessage();
        request.getHeaders().keySet().removeIf(name -> !OF_THE_CALLER.contains(name));
        request.setHeader("Accept", JSON);
        request.setHeader(Exchange.CONTENT_TYPE, JSON);
        caller.identify(exchange);
    }

    /**
     * Waits until the request may be sent; {@link #leave(Exchange)} must follow.
     *
     * @throws CredentialRefusedException when the credential has been refused before
     * @throws RuntimeException           when the permit of the exchange has ended while it waited
     */
    public void enter(Exchange exchange) throws InterruptedException {
        caller(exchange).enter(exchange.getVariable(Permit.VARIABLE, Permit.class));
    }

    /**
     * Makes the body the JSON of a good answer, null where there is none, and fails for any other answer.
     *
     * @throws CredentialRefusedException for 401, and for 403 unless that refuses only the request
     * @throws TryAgainException          for 429, 5xx and an answer that is not JSON
     * @throws RequestRejectedException   for any other status
     * @throws IOException                when the answer could not be read to its end
     */
    public void read(Exchange exchange) throws IOException {
        Message answer = exchange.getMessage();
        JsonNode body = caller(exchange).read(status(exchange), answer, onlyRequestForbidden);
        answer.setBody(body);
    }

    /**
     * Says which system gave no whole answer, and why.
     *
     * @throws NoAnswerException       always, unless
     * @throws AnswerTooLargeException when that is the reason
     */
    public void unanswered(Exchange exchange) throws AnswerTooLargeException {
        IOException reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, IOException.class);
        if (reason instanceof AnswerTooLargeException tooLarge) {
            throw tooLarge;
        }
        caller(exchange).brokeOff(status(exchange));
        throw new NoAnswerException(caller(exchange).system(), reason);
    }

    /** Ends the request, whatever came of it, counts it, and takes its headers and those of its answer away. */
    public void leave(Exchange exchange) {
        caller(exchange).leave(status(exchange), exchange.getVariable(RequestCounts.VARIABLE, RequestCounts.class));
        exchange.getMessage().removeHeaders("*");
        // Camel counts redeliveries in headers; without them, it would count from the beginning, for ever
        Map<?, ?> before = exchange.getProperty(REDELIVERY, Map.of(), Map.class);
        before.forEach((name, value) -> exchange.getMessage().setHeader((String) name, value));
    }

    private static Map<String, Object> redelivery(Exchange exchange) {
        Map<String, Object> headers = new HashMap<>();
        for (String name : List.of(Exchange.REDELIVERED, Exchange.REDELIVERY_COUNTER, Exchange.REDELIVERY_MAX_COUNTER,
                Exchange.REDELIVERY_DELAY)) {
            Object value = exchange.getMessage().getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static Caller caller(Exchange exchange) {
        return exchange.getVariable(Caller.VARIABLE, Caller.class);
    }

    private static int status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }
}
