package io.github.cameljirasync.http;

import java.io.IOException;
import java.net.UnknownHostException;

/** A remote system could not be connected to, or its answer did not come whole; what became of the request is unknown. */
public final class NoAnswerException extends TryAgainException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 300;

    NoAnswerException(String system, IOException reason) {
        super(system + sentence(reason), reason);
    }

    private static String sentence(IOException reason) {
        if (reason instanceof UnknownHostException) {
            return " could not be reached: the host " + String.valueOf(reason.getMessage()).replaceFirst(":.*", "")
                    + " is unknown";
        }
        return " gave no answer: "
                + (reason.getMessage() == null ? reason.getClass().getSimpleName()
                        : Wording.quoted(reason.getMessage(), LONGEST_REASON));
    }
}
