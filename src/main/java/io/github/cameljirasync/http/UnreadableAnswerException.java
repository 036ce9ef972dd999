package io.github.cameljirasync.http;

/** A remote system answered something that begins as JSON and breaks off its rules further on. */
public final class UnreadableAnswerException extends TryAgainException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String system) {
        super(system, "answered something that is not whole JSON", null);
    }
}
