package io.github.cameljirasync.sandbox.port;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Json;

/** Port's client and the access tokens it was given. Safe for use from any thread. */
public final class AccessTokens {

    private static final int MOST_REMEMBERED = 10_000;
    private static final String HEADER = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

    private final Clock clock;
    private final Duration life;
    private final Map<String, Long> ends = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private String clientId;
    private String clientSecret;
    private long last;

    /** @param life how long a token is valid, by the clock */
    AccessTokens(Clock clock, Duration life, String clientId, String clientSecret) {
        this.clock = clock;
        this.life = life;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    public synchronized String clientId() {
        return clientId;
    }

    public synchronized String clientSecret() {
        return clientSecret;
    }

    /** From now on tokens are issued to this client only; those issued before stay valid. */
    public synchronized void replaceClient(String id, String secret) {
        clientId = id;
        clientSecret = secret;
    }

    /** From now on the tokens issued so far are refused, as if they had expired. */
    public synchronized void expireAll() {
        ends.clear();
    }

    /** The answer to a client that asks for a token. */
    synchronized JsonNode issue(JsonNode body) {
        if (body == null || !body.path("clientId").isTextual() || !body.path("clientSecret").isTextual()) {
            throw Refused.invalid("body must have required properties 'clientId' and 'clientSecret'");
        }
        if (!clientId.equals(body.get("clientId").textValue())
                || !clientSecret.equals(body.get("clientSecret").textValue())) {
            throw new Refused(401, "invalid_credentials", "The client id or secret is wrong.");
        }
        long end = clock.millis() + life.toMillis();
        String token = HEADER + "." + encoded("{\"isMachine\":true,\"exp\":" + end / 1000 + ",\"jti\":" + ++last + "}")
                + "." + encoded("sandbox-signature-" + last);
        ends.put(token, end);
        return Json.object().put("ok", true).put("accessToken", token).put("expiresIn", life.toSeconds())
                .put("tokenType", "Bearer");
    }

    synchronized boolean isValid(String authorization, long now) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        Long end = ends.get(authorization.substring("Bearer ".length()).trim());
        return end != null && now < end;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
