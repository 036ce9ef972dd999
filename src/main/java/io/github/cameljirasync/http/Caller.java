package io.github.cameljirasync.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * One side of the conversation with a remote system: whose credential a request carries, when it may be sent, and what
 * its answer means. The Kamelet {@code json-request-action} uses it around each request.
 */
public final class Caller {

    /** The name of Jira, the one system that is a source and no target. */
    public static final String JIRA = "jira";

    private final String system;
    private final String authorization;
    private final String fingerprint;
    private final RateGate gate;
    private final Answers answers;
    private final RequestMeters meters;

    /**
     * @param system            name of the system in messages and metrics, for example {@value #JIRA}
     * @param scheme            {@code basic} or {@code bearer}
     * @param user              user name for {@code basic}, else ignored; may be null
     * @param secret            password or token
     * @param requestsPerSecond pace; 0 lifts the limit
     * @param atOnce            requests under way at once
     */
    public Caller(RateGates gates, RequestMeters meters, String system, String scheme, String user, String secret,
            double requestsPerSecond, int atOnce) {
        this.system = system;
        this.authorization = "basic".equals(scheme)
                ? "Basic " + Base64.getEncoder().encodeToString((user + ':' + secret).getBytes(StandardCharsets.UTF_8))
                : "Bearer " + secret;
        this.fingerprint = fingerprint(authorization);
        this.gate = gates.gate(system, fingerprint, requestsPerSecond, atOnce);
        this.meters = meters;
        this.answers = new Answers(system);
    }

    /**
     * A caller with a bearer token and no limit of its own on requests at once.
     *
     * @param system name of the target in messages and metrics
     */
    public static Caller bearer(RateGates gates, RequestMeters meters, String system, String token,
            double requestsPerSecond) {
        return new Caller(gates, meters, system, "bearer", null, token, requestsPerSecond, Integer.MAX_VALUE);
    }

    /** The value of the {@code Authorization} header. */
    public String authorization() {
        return authorization;
    }

    /** Tells credentials apart without revealing them. */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Waits until the next request may be sent; {@link #leave(Exchange)} must follow.
     *
     * @throws CredentialRefusedException when the credential has been refused before
     */
    public void enter() throws InterruptedException {
        gate.enter();
    }

    /** Ends the request, whatever came of it, and counts it. */
    public void leave(Exchange exchange) {
        gate.leave();
        meters.count(system, status(exchange));
        RequestCounts counts = exchange.getVariable(RequestCounts.VARIABLE, RequestCounts.class);
        if (counts != null) {
            counts.count(system);
        }
    }

    /**
     * Makes the body the JSON of a good answer, null where there is none, and fails for any other answer.
     *
     * @throws CredentialRefusedException for 401 and 403
     * @throws TryAgainException          for 429, 5xx and an answer that is not JSON
     * @throws RequestRejectedException   for any other status
     * @throws IOException                when the answer could not be read to its end
     */
    public void read(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        try {
            message.setBody(answers.read(status(exchange), message));
        } catch (TryAgainException e) {
            e.notBefore().ifPresent(gate::holdUntil);
            throw e;
        } catch (CredentialRefusedException e) {
            gate.refuse(e);
            throw e;
        }
    }

    /** Lets requests through again after a refused credential, for a person who asks for another try. */
    public void reopen() {
        gate.reopen();
    }

    private static int status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }

    private static String fingerprint(String credential) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(credential.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
