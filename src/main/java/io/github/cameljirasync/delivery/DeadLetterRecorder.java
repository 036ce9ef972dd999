package io.github.cameljirasync.delivery;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.http.Problem;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.http.TryAgainException;
import io.github.cameljirasync.run.KindCounts;
import io.github.cameljirasync.run.LogContext;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.FailedIssue;
import io.github.cameljirasync.state.IssuePart;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an issue that could not be delivered as a row of the dead letter store: the issue, what was to be sent, and the
 * service's own words. Headers, and so credentials, are not kept.
 */
public final class DeadLetterRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRecorder.class);

    private final DeadLetters deadLetters;

    public DeadLetterRecorder(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    public void keep(Exchange exchange) {
        Run run = exchange.getVariable(Run.VARIABLE, Run.class);
        String key = exchange.getVariable(Delivered.ISSUE_KEY, String.class);
        Throwable failure = cause(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        FailedIssue.Kind kind = kind(failure);
        String error = sentence(kind, failure);
        Problem problem = failure instanceof RequestRejectedException rejected ? rejected.problem() : null;
        if (kind == FailedIssue.Kind.MAPPING && fails(exchange, run, error)) {
            run.issueWaiting();
            return;
        }
        run.issueFailed();
        run.kinds().count(exchange, KindCounts.What.FAILED);
        IssuePart place = Delivered.place(exchange);
        if (!run.request().preview()) {
            deadLetters.put(new FailedIssue(run.getSync(), place.issueId(), place.name(), key,
                    exchange.getVariable(Delivered.ISSUE_UPDATED, Instant.class), kind,
                    failure instanceof RequestRejectedException rejected ? rejected.getStatus() : null,
                    problem == null || problem.code().isEmpty() ? null : problem.code(), error,
                    problem == null || problem.fields() == null ? null : problem.fields().toString(),
                    text(exchange.getVariable("jiraSyncPayload")), text(exchange.getVariable("jiraIssue"))));
        }
        LogContext.within(run, key,
                () -> LOG.warn("Issue {} was not delivered: {}. It waits in the dead letters.", key, error));
    }

    /** Whether this state of the issue stands in the dead letters already for this reason. */
    private static boolean fails(Exchange exchange, Run run, String error) {
        DeadLetter letter = run.waiting(Delivered.place(exchange));
        return letter != null && error.equals(letter.failed().error()) && Objects.equals(letter.failed().issueUpdated(),
                exchange.getVariable(Delivered.ISSUE_UPDATED, Instant.class));
    }

    /** What a failed delivery says to a person, in one sentence. */
    public static String sentence(Throwable failure) {
        Throwable cause = cause(failure);
        return sentence(kind(cause), cause);
    }

    private static FailedIssue.Kind kind(Throwable failure) {
        if (failure instanceof JacksonException) {
            return FailedIssue.Kind.MAPPING;
        }
        if (failure instanceof TryAgainException || failure instanceof IOException) {
            return FailedIssue.Kind.RETRYABLE;
        }
        return failure instanceof RequestRejectedException ? FailedIssue.Kind.REJECTED : FailedIssue.Kind.MAPPING;
    }

    private static String sentence(FailedIssue.Kind kind, Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return switch (kind) {
            case MAPPING -> "the mapping failed: " + message;
            case RETRYABLE -> failure instanceof IOException ? "the target gave no answer: " + message : message;
            case REJECTED -> message;
        };
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

    private static String text(Object json) {
        return json instanceof JsonNode node ? node.toString() : null;
    }
}
