package io.github.cameljirasync.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.TryAgainException;
import org.apache.camel.Exchange;

/**
 * The access tokens of Port's clients, one for each, in memory only: the steps of {@code port-token-action} that are no
 * HTTP. Whoever needs a token while somebody else asks for it waits for that one.
 */
public final class AccessTokens {

    /** Set while the exchange asks for a token. */
    static final String ASKING = "jiraSyncPortAsking";

    private static final String BODY = "jiraSyncPortBodyBefore";
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Clock clock;

    public AccessTokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param authorization the value of the header
     * @param number        tells it from the client's other tokens
     * @param until         from when on a new one is asked for
     * @param end           from when on Port refuses it
     */
    record Token(String authorization, long number, Instant until, Instant end) {

        @Override
        public String toString() {
            return "token " + number;
        }
    }

    /** Where the token of one client is kept. */
    static final class Place {

        private final Semaphore turn = new Semaphore(1);
        private volatile Token token;
        private volatile long accepted;
        private long numbers;

        /** Null when there is none. */
        Token token() {
            return token;
        }

        /** Forgets a token, unless another one has taken its place. */
        synchronized void forget(long number) {
            if (token != null && token.number() == number) {
                token = null;
            }
        }

        /** Notes that Port has answered to a token as to one that it takes. */
        void accept(long number) {
            accepted = number;
        }

        /** Whether its refusal can only mean the client: Port gave it, its time is not over, and it was never taken. */
        private boolean isUntried(long number, Instant now) {
            Token present = token;
            return present != null && present.number() == number && accepted != number && now.isBefore(present.end());
        }

        private synchronized void keep(String authorization, Instant until, Instant end) {
            token = new Token(authorization, ++numbers, until, end);
        }
    }

    Place place(String fingerprint) {
        return places.computeIfAbsent(fingerprint, name -> new Place());
    }

    /** Whether a token that Port refuses has been good for nothing since Port gave it. */
    boolean isUntried(Place place, long number) {
        return place.isUntried(number, clock.instant());
    }

    /** Whether a token has to be asked for, because there is none or its time is nearly over. */
    public boolean isMissing(Exchange exchange) {
        Token token = place(exchange).token();
        return token == null || !clock.instant().isBefore(token.until());
    }

    /** Waits until nobody else asks for the token; {@link #leave(Exchange)} must follow. */
    public void enter(Exchange exchange) throws InterruptedException {
        place(exchange).turn.acquire();
    }

    /** Lets the next one ask. */
    public void leave(Exchange exchange) {
        exchange.removeVariable(ASKING);
        place(exchange).turn.release();
    }

    /** Makes client and secret the body, and keeps the one that was there. */
    public void ask(Exchange exchange) {
        exchange.setVariable(ASKING, true);
        exchange.setVariable(BODY, exchange.getMessage().getBody());
        exchange.getMessage().setBody(caller(exchange).credentials());
    }

    /** Keeps the token of the answer in the body. */
    public void take(Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        String token = answer == null ? "" : answer.path("accessToken").asText("");
        if (token.isEmpty()) {
            throw new TryAgainException(PortCaller.SYSTEM, "answered a request for an access token without giving one", null);
        }
        Duration life = Duration.ofSeconds(Math.max(0, answer.path("expiresIn").asLong()));
        Duration tenth = life.dividedBy(10);
        Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        Instant end = clock.instant().plus(life);
        place(exchange).keep(answer.path("tokenType").asText("Bearer") + ' ' + token, end.minus(margin), end);
    }

    /** Gives the body back that was there before. */
    public void restore(Exchange exchange) {
        exchange.getMessage().setBody(exchange.getVariable(BODY));
        exchange.removeVariable(BODY);
    }

    private static Place place(Exchange exchange) {
        return caller(exchange).place();
    }

    private static PortCaller caller(Exchange exchange) {
        return exchange.getVariable(Caller.VARIABLE, PortCaller.class);
    }
}
