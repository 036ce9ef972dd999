package io.github.cameljirasync.cli;

/** A command was asked for something that it cannot do; the message is one sentence that says what to ask instead. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
