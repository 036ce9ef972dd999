package io.github.cameljirasync.jira;

/** A search did not come to its end; the run is incomplete, and its watermark stays. */
final class IncompleteSearchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IncompleteSearchException(String message) {
        super(message);
    }
}
