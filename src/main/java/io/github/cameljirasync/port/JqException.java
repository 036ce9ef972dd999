package io.github.cameljirasync.port;

/** An expression does not compile or fails; the message is the reason, without the expression. */
final class JqException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JqException(String reason) {
        super(reason);
    }
}
