package io.github.cameljirasync.http;

import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers travel between a message and HTTP: of a message those that {@link JsonRequest} sets and the key of a write,
 * of an answer those that somebody reads. Used as {@code headerFilterStrategy} of the {@code http} endpoints; Camel's own
 * lets everything pass that it does not know.
 */
public final class KnownHeaders implements HeaderFilterStrategy {

    private static final Set<String> OF_REQUESTS = ignoringCase("Accept", "Authorization", "Idempotency-Key",
            "User-Agent");
    private static final Set<String> OF_ANSWERS = ignoringCase("Beta-Retry-After", "Content-Type", "Date", "Location",
            "RateLimit-Reason", "Retry-After", "X-RateLimit-NearLimit", "X-RateLimit-Reset", "X-Seraph-LoginReason");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OF_REQUESTS.contains(name);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !OF_ANSWERS.contains(name);
    }

    static Set<String> ignoringCase(String... names) {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(Set.of(names));
        return known;
    }
}
