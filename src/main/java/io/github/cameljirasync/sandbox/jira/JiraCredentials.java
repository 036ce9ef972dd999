package io.github.cameljirasync.sandbox.jira;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;

/**
 * What Jira does with good and bad credentials (jira-facts 7.2 to 7.4 and 7.10). They can be replaced and revoked
 * while it runs, from any thread.
 */
public final class JiraCredentials {

    /** Tells that a user name was sent and refused, on whatever answer it stands. */
    static final String LOGIN_REASON = "x-seraph-loginreason";

    private static final int TRIES_BEFORE_CAPTCHA = 5;
    private static final String LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Unauthorized (401)</title></head>"
            + "<body><h1>Unauthorized (401)</h1><p>Encountered a \"401 - Unauthorized\" error while loading this"
            + " page.</p><p>Basic Authentication Failure - Reason : AUTHENTICATED_FAILED</p></body></html>";

    private final Flavour flavour;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile String basicPair;
    private volatile String accessToken;

    /**
     * @param email       user name of Basic authentication
     * @param token       API token on Cloud, password on Data Center
     * @param accessToken Bearer personal access token of Data Center
     */
    public JiraCredentials(Flavour flavour, String email, String token, String accessToken) {
        this.flavour = flavour;
        this.basicPair = email + ":" + token;
        this.accessToken = accessToken;
    }

    /** From now on only this pair is accepted. */
    public void replace(String email, String token) {
        basicPair = email + ":" + token;
    }

    /** From now on only this personal access token is accepted. */
    public void replaceAccessToken(String token) {
        accessToken = token;
    }

    /** From now on nothing is accepted, as after a token has expired. */
    public void revokeAll() {
        basicPair = null;
        accessToken = null;
    }

    /**
     * Who asks.
     *
     * @param refusal the answer to whatever was asked; null when the request goes on
     * @param known   true for the account, false for a stranger
     * @param failed  true for a stranger whose user name was refused
     */
    record Visitor(Answer refusal, boolean known, boolean failed) {
        private static final Visitor ACCOUNT = new Visitor(null, true, false);
        private static final Visitor STRANGER = new Visitor(null, false, false);

        private static Visitor refused(Answer answer) {
            return new Visitor(answer, false, false);
        }
    }

    Visitor visitor(Call call) {
        String authorization = call.header("Authorization");
        if (authorization == null) {
            return Visitor.STRANGER;
        }
        String pair = call.basicPair();
        if (pair != null) {
            return basic(pair);
        }
        // the scheme is matched with its capital: "bearer" is a stranger (jira-facts 7.4)
        if (!authorization.startsWith("Bearer ")) {
            return Visitor.STRANGER;
        }
        return bearer(authorization.substring(7).trim());
    }

    private Visitor basic(String pair) {
        boolean right = pair.equals(basicPair);
        if (flavour == Flavour.CLOUD) {
            return right ? Visitor.ACCOUNT : new Visitor(null, false, true);
        }
        if (failures.get() >= TRIES_BEFORE_CAPTCHA) {
            return Visitor.refused(Answer.html(403, LOGIN_PAGE).with("X-Authentication-Denied-Reason",
                    "CAPTCHA_CHALLENGE; login-url=/login.jsp").with("X-Seraph-LoginReason", "AUTHENTICATION_DENIED"));
        }
        if (right) {
            failures.set(0);
            return Visitor.ACCOUNT;
        }
        failures.incrementAndGet();
        return Visitor.refused(Answer.html(401, LOGIN_PAGE).with("WWW-Authenticate", "OAuth realm=\"jira\"")
                .with("X-Seraph-LoginReason", "AUTHENTICATED_FAILED"));
    }

    private Visitor bearer(String token) {
        if (flavour == Flavour.DATA_CENTER) {
            return token.equals(accessToken) ? Visitor.ACCOUNT : Visitor.STRANGER;
        }
        boolean shapedLikeJwt = token.matches("[\\w-]+\\.[\\w-]+\\.[\\w-]*");
        return Visitor.refused(shapedLikeJwt
                ? Answer.html(401, "Client must be authenticated to access this resource.")
                : Answer.json(403, Json.object().put("error", "Failed to parse Connect Session Auth Token")));
    }
}
