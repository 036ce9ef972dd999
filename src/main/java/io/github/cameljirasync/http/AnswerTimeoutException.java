package io.github.cameljirasync.http;

import java.net.SocketTimeoutException;

/** No whole answer came in the time that the setting {@code http.response-timeout} allows. */
public final class AnswerTimeoutException extends SocketTimeoutException {

    private static final long serialVersionUID = 1L;

    AnswerTimeoutException(long millis) {
        super("no whole answer within %d milliseconds (setting http.response-timeout)".formatted(millis));
    }
}
