package io.github.cameljirasync.http;

import java.io.IOException;

/** An answer had more bytes than the setting {@code http.max-answer-bytes} allows, or is nested too deeply. */
public final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(long maxBytes) {
        super("the answer has more than %d bytes (setting http.max-answer-bytes)".formatted(maxBytes));
    }

    AnswerTooLargeException(String what) {
        super(what);
    }
}
