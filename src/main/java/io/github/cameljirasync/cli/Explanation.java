package io.github.cameljirasync.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;

import io.github.cameljirasync.http.CredentialRefusedException;
import io.github.cameljirasync.http.GateClosedException;
import io.github.cameljirasync.http.HeldException;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.http.TryAgainException;
import io.github.cameljirasync.run.MisconfiguredException;
import io.github.cameljirasync.state.StateStoreException;

/**
 * What a failure means to a person and to a script.
 *
 * @param sentence what failed, why and what to do; a line for each problem when there are several
 * @param status   an {@link ExitStatus}
 */
record Explanation(String sentence, int status) {

    /** What a JVM that has been told to stop says to whoever wants to be told of its end. */
    private static final String SHUTDOWN = "Shutdown in progress";

    /** The first failure in the chain of causes that means something to a person, or the root of the chain. */
    static Explanation of(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Explanation known = known(cause);
            if (known != null) {
                return known;
            }
            root = cause;
        }
        String message = root.getMessage();
        return new Explanation("The program failed: " + (message == null ? root.getClass().getName()
                : message.lines().findFirst().orElse("")), ExitStatus.MISCONFIGURED);
    }

    private static Explanation known(Throwable cause) {
        if (cause instanceof SettingsException || cause instanceof RouteFilesException
                || cause instanceof UsageException || cause instanceof MisconfiguredException) {
            return new Explanation(cause.getMessage(), ExitStatus.MISCONFIGURED);
        }
        if (cause instanceof StateStoreException) {
            return new Explanation(sentence(cause.getMessage()),
                    isConnection(cause.getCause()) ? ExitStatus.UNREACHABLE : ExitStatus.MISCONFIGURED);
        }
        if (cause instanceof CredentialRefusedException) {
            return new Explanation(sentence(cause.getMessage()), ExitStatus.REFUSED);
        }
        if (cause instanceof TryAgainException || cause instanceof HeldException || cause instanceof GateClosedException) {
            return new Explanation(sentence(cause.getMessage()), ExitStatus.UNREACHABLE);
        }
        if (cause instanceof RequestRejectedException) {
            return new Explanation(sentence(cause.getMessage()), ExitStatus.MISCONFIGURED);
        }
        if (cause instanceof IllegalStateException && SHUTDOWN.equals(cause.getMessage())) {
            return new Explanation("Told to stop before it had started; nothing has begun.", ExitStatus.UNREACHABLE);
        }
        if (cause instanceof BindException) {
            return new Explanation("A port can't be opened (" + cause.getMessage()
                    + "): another program uses it; stop that one or choose another port.", ExitStatus.MISCONFIGURED);
        }
        if (cause instanceof UnknownHostException) {
            return new Explanation("The host " + cause.getMessage() + " is unknown; look at the URLs of the settings.",
                    ExitStatus.UNREACHABLE);
        }
        if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
            return new Explanation(sentence("A file is missing: " + cause.getMessage()), ExitStatus.MISCONFIGURED);
        }
        return cause instanceof IOException && cause.getMessage() != null
                ? new Explanation(sentence("No answer: " + cause.getMessage()), ExitStatus.UNREACHABLE) : null;
    }

    private static boolean isConnection(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().startsWith("08")) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + '.';
    }
}
