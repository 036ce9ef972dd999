package io.github.cameljirasync.http;

import java.time.Instant;

/** A remote system is asked too often (429); no fault of the request, which succeeds when it is its turn. */
public final class TooManyRequestsException extends TryAgainException {

    private static final long serialVersionUID = 1L;

    TooManyRequestsException(String system, String what, Instant notBefore) {
        super(system, what, notBefore);
    }
}
