package io.github.cameljirasync.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Message;

/** Reads the answers of one remote system: JSON out of a good one, an exception that says what to do for any other. */
final class Answers {

    private static final Pattern LINE = Pattern.compile("[^A-Za-z0-9_-]");
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int DEEPEST = 1000;
    /** The code of a reason, and not the name of the status. */
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(_[a-z0-9]+)+");
    private static final String REFERENCE_TAKEN = "external_ref_conflict";

    private final String system;
    private final String fingerprint;
    private final ObjectReader json = JsonMapper.builder(
                    com.fasterxml.jackson.core.JsonFactory.builder()
                            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);
    private final RetryAfter retryAfter;

    /**
     * @param fingerprint of the credential that the requests carry
     * @param clock       what {@code Retry-After} is read by
     */
    Answers(String system, String fingerprint, Clock clock) {
        this.retryAfter = new RetryAfter(clock);
        this.system = system;
        this.fingerprint = fingerprint;
    }

    /** @param onlyRequestForbidden whether a 403 refuses only the request and not the credential */
    JsonNode read(int status, Message answer, boolean onlyRequestForbidden) throws IOException {
        if (isStranger(answer)) {
            throw new CredentialRefusedException(system, fingerprint, status, new Problem("AUTHENTICATED_FAILED", "", null));
        }
        if (status >= 200 && status < 300) {
            return status == NO_CONTENT ? null : goodBody(answer);
        }
        if (status < 400) {
            throw new TryAgainException(system, "answered " + status + redirect(status, answer), null);
        }
        throw failure(status, answer, onlyRequestForbidden);
    }

    /** A redirect is not followed, not even to the same host: the credential goes only where the settings say. */
    private static String redirect(int status, Message answer) {
        if (status < 300 || status == NOT_MODIFIED) {
            return ", which is no answer to this request";
        }
        String host = host(answer.getHeader("Location", String.class));
        return ", a redirect" + (host == null ? "" : " to " + host)
                + ", which is not followed; if it stays, correct the URL of this system in the settings";
    }

    /** The host alone: the rest of a location may hold secrets. */
    private static String host(String location) {
        try {
            return location == null ? null : URI.create(location).getHost();
        } catch (IllegalArgumentException e) {
            // the address is only shown
            return null;
        }
    }

    private JsonNode goodBody(Message answer) throws IOException {
        try (InputStream body = answer.getBody(InputStream.class)) {
            JsonNode node = body == null ? null : json.readTree(body);
            return node == null || node.isMissingNode() || node.isNull() ? null : node;
        } catch (StreamConstraintsException e) {
            throw new AnswerTooLargeException("the answer is nested deeper than " + DEEPEST
                    + " levels, or has a longer name or number than is read");
        } catch (JsonParseException e) {
            throw isBegun(e) ? new UnreadableAnswerException(system)
                    : new TryAgainException(system, "answered something that is not whole JSON", null);
        } catch (JsonProcessingException e) {
            throw new TryAgainException(system, "answered something that is not whole JSON", null);
        }
    }

    /** A web page breaks JSON's rules at once, half an answer at its end. */
    private static boolean isBegun(JsonParseException e) {
        return !(e instanceof JsonEOFException) && e.getLocation() != null && e.getLocation().getColumnNr() > 2;
    }

    private RuntimeException failure(int status, Message answer, boolean onlyRequestForbidden) {
        Problem problem = Problem.read(json, answer);
        if (status == 401 || status == 403 && !onlyRequestForbidden) {
            return new CredentialRefusedException(system, fingerprint, status, problem);
        }
        if (status == 429) {
            String reason = answer.getHeader("RateLimit-Reason", String.class);
            return new TooManyRequestsException(system,
                    "answered 429" + (reason == null ? problem.inBrackets() : " for " + LINE.matcher(reason).replaceAll("")),
                    moment(answer, status));
        }
        if (status >= 500 || isInHand(status, problem)) {
            return new TryAgainException(system, "answered " + status + problem.inBrackets(),
                    moment(answer, status));
        }
        return new RequestRejectedException(system, status, problem);
    }

    private Instant moment(Message answer, int status) {
        return retryAfter.moment(name -> answer.getHeader(name, String.class), status);
    }

    /** Jira says with any answer that a limit is near, so that it need not say so with a 429. */
    boolean isNearLimit(Message answer) {
        return "true".equalsIgnoreCase(answer.getHeader("X-RateLimit-NearLimit", String.class));
    }

    /** A conflict that names another reason than a taken reference is a request with the same key that is under way. */
    private static boolean isInHand(int status, Problem problem) {
        return status == 409 && CODE.matcher(problem.code()).matches() && !problem.code().equals(REFERENCE_TAKEN);
    }

    /** Jira answers a bad credential as a stranger, with 200 and nothing in it; this header gives it away. */
    private static boolean isStranger(Message answer) {
        return "AUTHENTICATED_FAILED".equals(answer.getHeader("X-Seraph-LoginReason", String.class));
    }
}
