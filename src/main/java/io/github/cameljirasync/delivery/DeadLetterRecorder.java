package io.github.cameljirasync.delivery;

import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.http.Problem;
import io.github.cameljirasync.http.RequestRejectedException;
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
import org.slf4j.event.Level;

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
        DeliveryFailure failure = DeliveryFailure.of(exchange);
        String error = failure.sentence();
        Problem problem = failure.rejection() == null ? null : failure.rejection().problem();
        if (failure.kind() == FailedIssue.Kind.MAPPING && fails(exchange, run, error)) {
            run.issueWaiting();
            return;
        }
        run.issueFailed();
        run.kinds().count(exchange, KindCounts.What.FAILED);
        IssuePart place = Delivered.place(exchange);
        if (!run.request().preview()) {
            deadLetters.put(new FailedIssue(run.getSync(), place.issueId(), place.name(), key,
                    exchange.getVariable(Delivered.ISSUE_UPDATED, Instant.class), failure.kind(),
                    status(failure.rejection()),
                    problem == null || problem.code().isEmpty() ? null : problem.code(), error,
                    problem == null || problem.fields() == null ? null : problem.fields().toString(),
                    text(exchange.getVariable("jiraSyncPayload")), text(exchange.getVariable("jiraIssue"))));
        }
        Level level = run.tellFailure() < Run.FAILURES_TOLD ? Level.WARN : Level.DEBUG;
        LogContext.within(run, key, () -> LOG.atLevel(level)
                .log("Issue {} was not delivered: {}. It waits in the dead letters.", key, error));
    }

    /** Whether this state of the issue stands in the dead letters already for this reason. */
    private static boolean fails(Exchange exchange, Run run, String error) {
        DeadLetter letter = run.waiting(Delivered.place(exchange));
        return letter != null && error.equals(letter.failed().error()) && Objects.equals(letter.failed().issueUpdated(),
                exchange.getVariable(Delivered.ISSUE_UPDATED, Instant.class));
    }

    /** What a failed delivery says to a person, in one sentence. */
    public static String sentence(Throwable failure) {
        return DeliveryFailure.of(failure, null, false).sentence();
    }

    /** A system that speaks no HTTP has none. */
    private static Integer status(RequestRejectedException rejection) {
        return rejection == null || rejection.getStatus() == 0 ? null : rejection.getStatus();
    }

    private static String text(Object json) {
        return json instanceof JsonNode node ? node.toString() : null;
    }
}
