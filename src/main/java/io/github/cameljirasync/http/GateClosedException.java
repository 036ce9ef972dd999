package io.github.cameljirasync.http;

/** A request was not sent because the process is stopping; nothing is lost, the next run goes on. */
public final class GateClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GateClosedException() {
        super("the process is stopping");
    }
}
