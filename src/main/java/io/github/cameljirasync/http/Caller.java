package io.github.cameljirasync.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Who talks to a remote system: with which credential, and at which pace. A bean of the Kamelets that are given a
 * credential; {@link #use(Exchange)} makes it the caller of the requests that follow. Configured by its setters before
 * it is first used.
 */
public class Caller {

    /** The exchange variable that holds the caller of the next request. */
    public static final String VARIABLE = "jiraSyncCaller";

    /** The name of Jira, the one system that is a source and no target. */
    public static final String JIRA = "jira";

    private static final Pattern HEADER_TEXT = Pattern.compile("[!-~]+");

    private final RateGates gates;
    private final RequestMeters meters;
    private String system;
    private String url;
    private String user;
    private String secret;
    private double requestsPerSecond;
    private int atOnce = Integer.MAX_VALUE;
    private String userAgent;
    private volatile Identity identity;

    /** What the settings make of the caller. */
    private record Identity(String authorization, String fingerprint, RateGate gate, Answers answers) {
    }

    public Caller(RateGates gates, RequestMeters meters) {
        this.gates = gates;
        this.meters = meters;
    }

    /** @param system name of the system in messages and metrics, for example {@value #JIRA} */
    public void setSystem(String system) {
        this.system = system;
    }

    /** @param url where the API begins; the credential goes nowhere else */
    public void setUrl(String url) {
        this.url = url;
    }

    /** @param user the user name of Basic authentication; null or empty for a bearer token */
    public void setUser(String user) {
        this.user = user;
    }

    /** @param secret the password or token */
    public void setSecret(String secret) {
        this.secret = secret;
    }

    /** @param requestsPerSecond the pace; 0 lifts the limit */
    public void setRequestsPerSecond(double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    /** @param atOnce requests under way at once */
    public void setAtOnce(int atOnce) {
        this.atOnce = atOnce;
    }

    /** @param userAgent what the requests say of their sender; null for what the HTTP client says */
    public void setUserAgent(String userAgent) {
        this.userAgent = userAgent;
    }

    /** Makes the credential known, so that a pause for another one can end. */
    public void register() {
        identity();
    }

    /** Makes this the caller of the requests that follow. */
    public void use(Exchange exchange) {
        exchange.setVariable(VARIABLE, this);
    }

    String system() {
        return system;
    }

    protected String url() {
        return url;
    }

    /** Sets the headers by which the system knows who asks. */
    protected void identify(Exchange exchange) {
        exchange.getMessage().setHeader("Authorization", identity().authorization());
        if (userAgent != null) {
            exchange.getMessage().setHeader("User-Agent", userAgent);
        }
    }

    /** Says that the requests carry something else for the credential from now on, so that its pauses hold for them. */
    protected void representedBy(String authorization) {
        gates.standIn(fingerprint(), Digest.of(authorization));
    }

    /** Tells the credential from every other without revealing it. */
    protected String fingerprint() {
        return identity().fingerprint();
    }

    /** @param permit what has to hold when the turn has come; null for nothing */
    void enter(Permit permit) throws InterruptedException {
        RateGate gate = identity().gate();
        gate.enter();
        if (permit != null) {
            try {
                permit.check();
            } catch (RuntimeException e) {
                gate.leave();
                throw e;
            }
        }
    }

    void leave(int status, RequestCounts counts) {
        if (status == 0) {
            identity().gate().failed(system + " gave no answer", true);
        }
        identity().gate().leave();
        meters.count(system, status);
        if (counts != null) {
            counts.count(system);
        }
    }

    /** Takes note of an answer that began and broke off. */
    void brokeOff(int status) {
        if (status != 0) {
            identity().gate().failed(system + " gave no whole answer", false);
        }
    }

    /**
     * The JSON of a good answer, null where there is none.
     *
     * @param onlyRequestForbidden whether a 403 refuses only the request and not the credential
     * @throws IOException when the answer could not be read to its end; any other exception says what the answer means
     */
    protected JsonNode read(int status, Message answer, boolean onlyRequestForbidden) throws IOException {
        RateGate gate = identity().gate();
        try {
            if (identity().answers().isNearLimit(answer)) {
                gate.slowDown();
            }
            JsonNode body = identity().answers().read(status, answer, onlyRequestForbidden);
            gate.answered();
            return body;
        } catch (TooManyRequestsException e) {
            e.notBefore().ifPresent(gate::holdUntil);
            throw e;
        } catch (RequestRejectedException e) {
            gate.answered();
            throw e;
        } catch (TryAgainException e) {
            if (status >= 400 && status < 500) {
                gate.answered();
            } else {
                gate.failed(e.getMessage(), false);
            }
            e.notBefore().ifPresent(gate::holdUntil);
            throw e;
        } catch (CredentialRefusedException e) {
            gate.refuse(e);
            throw e;
        }
    }

    /** Lets requests under every credential through again after a refusal, for a person who asks for another try. */
    public void reopen() {
        gates.reopen();
    }

    private Identity identity() {
        Identity known = identity;
        if (known == null) {
            synchronized (this) {
                known = identity == null ? identity = newIdentity() : identity;
            }
        }
        return known;
    }

    private Identity newIdentity() {
        // beside a RAW(...) parameter with characters of a URI, Camel hands the others over encoded
        String address = URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
        BaseUrl.problem(address).ifPresent(problem -> {
            throw new IllegalArgumentException("The URL of " + system + " can't be used: it " + problem + '.');
        });
        if ((user == null || user.isEmpty()) && (secret == null || !HEADER_TEXT.matcher(secret).matches())) {
            throw new IllegalArgumentException("The token of " + system + " can't be used: it is empty or has a blank, a"
                    + " line break or a character outside of ASCII in it.");
        }
        String authorization = user == null || user.isEmpty() ? "Bearer " + secret
                : "Basic " + Base64.getEncoder().encodeToString((user + ':' + secret).getBytes(StandardCharsets.UTF_8));
        String fingerprint = Digest.of(authorization);
        return new Identity(authorization, fingerprint, gates.gate(system, fingerprint, requestsPerSecond, atOnce),
                new Answers(system, fingerprint, gates.clock()));
    }
}
