package io.github.cameljirasync.http;

import java.time.Instant;

/** The service asked for a pause that is too long to wait for in a run; the run ends and a later one goes on. */
public final class HeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Instant until;

    HeldException(Instant until) {
        super("the service asked for no request before " + until);
        this.until = until;
    }

    /** The moment before which no request may be sent. */
    public Instant until() {
        return until;
    }
}
