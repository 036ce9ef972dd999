package io.github.cameljirasync.delivery;

import java.io.IOException;

import com.fasterxml.jackson.core.JacksonException;
import io.github.cameljirasync.http.AnswerTooLargeException;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.http.ServiceDownException;
import io.github.cameljirasync.http.TryAgainException;
import io.github.cameljirasync.state.FailedIssue;
import org.apache.camel.Exchange;

/**
 * Why an issue could not be delivered.
 *
 * @param kind      what has to happen before it is tried again
 * @param sentence  for people, without a full stop
 * @param rejection the answer of the service; null when it gave none or was not asked
 */
record DeliveryFailure(FailedIssue.Kind kind, String sentence, RequestRejectedException rejection) {

    /** Of the exchange whose failure is being handled. */
    static DeliveryFailure of(Exchange exchange) {
        return of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class),
                exchange.getVariable(FailedStep.VARIABLE, String.class),
                exchange.getVariable(Delivered.PAYLOAD_HASH) != null);
    }

    /**
     * Of a failure that is known by its exception alone.
     *
     * @param step   id of the step that failed; null when it is not known
     * @param mapped whether there is a payload, so that it was not the mapping
     */
    static DeliveryFailure of(Throwable failure, String step, boolean mapped) {
        Throwable cause = cause(failure);
        if (cause instanceof RequestRejectedException rejection) {
            return new DeliveryFailure(FailedIssue.Kind.REJECTED, cause.getMessage(), rejection);
        }
        if (cause instanceof TryAgainException || cause instanceof ServiceDownException) {
            return new DeliveryFailure(FailedIssue.Kind.RETRYABLE, cause.getMessage(), null);
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof AnswerTooLargeException) {
            return new DeliveryFailure(FailedIssue.Kind.RETRYABLE, "the target's answer was not read: " + message, null);
        }
        if (cause instanceof MappingException || cause instanceof JacksonException && !mapped) {
            return new DeliveryFailure(FailedIssue.Kind.MAPPING, "the mapping failed: " + message, null);
        }
        return new DeliveryFailure(FailedIssue.Kind.RETRYABLE,
                (step == null ? "a step failed: " : "the step " + step + " failed: ") + message, null);
    }

    private static Throwable cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root
                && !(root instanceof TryAgainException || root instanceof RequestRejectedException
                        || root instanceof IOException)) {
            root = root.getCause();
        }
        return root;
    }
}
