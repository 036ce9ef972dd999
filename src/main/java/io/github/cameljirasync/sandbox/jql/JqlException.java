package io.github.cameljirasync.sandbox.jql;

/** A query that Jira refuses with status 400; the message is the sentence it says. */
public final class JqlException extends RuntimeException {

    public JqlException(String message) {
        super(message);
    }
}
