package io.github.cameljirasync.run;

/** A setting is missing or wrong; the message is one sentence that names it and says what to do. */
public final class MisconfiguredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MisconfiguredException(String message) {
        super(message);
    }
}
