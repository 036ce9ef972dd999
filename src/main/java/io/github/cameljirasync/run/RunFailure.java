package io.github.cameljirasync.run;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Instant;

import io.github.cameljirasync.http.AnswerTooLargeException;
import io.github.cameljirasync.http.CredentialRefusedException;
import io.github.cameljirasync.http.GateClosedException;
import io.github.cameljirasync.http.HeldException;
import io.github.cameljirasync.http.ServiceDownException;
import io.github.cameljirasync.http.TryAgainException;

/**
 * What a failure means for a run.
 *
 * @param sentence   for people
 * @param credential fingerprint of the credential that was refused; null when none was
 * @param heldUntil  the moment before which a service wants no request; null when it named none
 */
record RunFailure(RunOutcome outcome, String sentence, String credential, Instant heldUntil) {

    private RunFailure(RunOutcome outcome, String sentence) {
        this(outcome, sentence, null, null);
    }

    static RunFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (cause instanceof CredentialRefusedException refused) {
                return new RunFailure(RunOutcome.REFUSED, cause.getMessage(), refused.fingerprint(), null);
            }
            if (cause instanceof HeldException held) {
                return new RunFailure(RunOutcome.UNREACHABLE, cause.getMessage(), null, held.until());
            }
            if (cause instanceof TryAgainException || cause instanceof ServiceDownException) {
                return new RunFailure(RunOutcome.UNREACHABLE, cause.getMessage());
            }
            if (cause instanceof AnswerTooLargeException) {
                return new RunFailure(RunOutcome.MISCONFIGURED, cause.getMessage());
            }
            if (cause instanceof IOException) {
                return new RunFailure(RunOutcome.UNREACHABLE, unreachable(cause));
            }
            if (cause instanceof GateClosedException) {
                return new RunFailure(RunOutcome.STOPPED, cause.getMessage());
            }
            if (cause instanceof MisconfiguredException) {
                return new RunFailure(RunOutcome.MISCONFIGURED, cause.getMessage());
            }
        }
        return new RunFailure(RunOutcome.FAILED, String.valueOf(failure.getMessage()));
    }

    private static String unreachable(Throwable cause) {
        return cause instanceof UnknownHostException
                ? "the host " + cause.getMessage().replaceFirst(":.*", "") + " is unknown" : "no answer: " + cause.getMessage();
    }
}
