package io.github.cameljirasync.sandbox.priorityvote;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The active tokens. They are issued and revoked at runtime, from any thread. */
public final class PersonalAccessTokens {

    private final Map<String, PersonalAccessToken> active = new ConcurrentHashMap<>();

    /** Makes a token active, or changes the one with the same secret. */
    public void issue(PersonalAccessToken token) {
        active.put(token.secret(), token);
    }

    /** From now on requests with this secret get 401 invalid_token. */
    public void revoke(String secret) {
        active.remove(secret);
    }

    /** The token of an Authorization header, or null when there is none that is active. */
    PersonalAccessToken of(String authorization) {
        return authorization == null || !authorization.startsWith("Bearer ") ? null
                : active.get(authorization.substring(7).trim());
    }
}
