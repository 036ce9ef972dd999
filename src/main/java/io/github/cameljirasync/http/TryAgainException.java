package io.github.cameljirasync.http;

import java.time.Instant;
import java.util.Optional;

/** A remote system could not answer now (429, 5xx, an answer that is no JSON); the same request may succeed later. */
public class TryAgainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Instant notBefore;

    /** @param what what went wrong, in a sentence that names the system */
    public TryAgainException(String what) {
        super(what);
        this.notBefore = null;
    }

    /** @param notBefore when the service wants the next request; null when it did not say */
    public TryAgainException(String system, String what, Instant notBefore) {
        super(system + ' ' + what);
        this.notBefore = notBefore;
    }

    TryAgainException(String what, Throwable cause) {
        super(what, cause);
        this.notBefore = null;
    }

    /** When the service wants the next request; empty when it did not say. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }
}
