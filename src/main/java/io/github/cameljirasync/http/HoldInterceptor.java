package io.github.cameljirasync.http;

import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpResponseInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/**
 * Looks at the hold of a credential right before a request is sent, and sets it as soon as the head of an answer asks
 * for one: many requests may have had their turn at the {@link RateGate} and not be on their way yet.
 */
final class HoldInterceptor implements HttpRequestInterceptor, HttpResponseInterceptor {

    private static final int TOO_MANY = 429;
    /** Access tokens come and go. */
    private static final int MOST_REMEMBERED = 100;

    private final RateGates gates;
    private final RetryAfter retryAfter;
    private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

    HoldInterceptor(RateGates gates) {
        this.retryAfter = new RetryAfter(gates.clock());
        this.gates = gates;
    }

    @Override
    public void process(HttpRequest request, EntityDetails entity, HttpContext context) throws InterruptedIOException {
        String credential = value(request, HttpHeaders.AUTHORIZATION);
        if (credential != null) {
            try {
                gates.awaitHold(fingerprint(credential));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the service wants no request");
            }
        }
    }

    @Override
    public void process(HttpResponse response, EntityDetails entity, HttpContext context) {
        HttpRequest request = HttpCoreContext.cast(context).getRequest();
        String credential = request == null ? null : value(request, HttpHeaders.AUTHORIZATION);
        if (response.getCode() == TOO_MANY && credential != null) {
            var moment = retryAfter.moment(name -> value(response, name), TOO_MANY);
            if (moment != null) {
                gates.holdUntil(fingerprint(credential), moment);
            }
        }
    }

    private String fingerprint(String credential) {
        if (fingerprints.size() > MOST_REMEMBERED) {
            fingerprints.clear();
        }
        return fingerprints.computeIfAbsent(credential, Digest::of);
    }

    private static String value(HttpMessage message, String name) {
        Header header = message.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
