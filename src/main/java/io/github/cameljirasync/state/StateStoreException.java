package io.github.cameljirasync.state;

/** The state store could not be opened, read or written; the message is one sentence that says why and what to do. */
public final class StateStoreException extends RuntimeException {

    StateStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
