package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.delivery.DeliveryPool;
import io.github.cameljirasync.http.AnswerTooLargeException;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.http.UnreadableAnswerException;
import io.github.cameljirasync.run.LogContext;
import io.github.cameljirasync.run.MisconfiguredException;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.run.SyncRuns;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of {@code jira-issue-source} that are no HTTP: how a run begins, what a page means for it and how it ends.
 * One instance for each use of the Kamelet; what belongs to one run is in its {@link IssueCursor}.
 */
public final class IssuePoll {

    private static final Logger LOG = LoggerFactory.getLogger(IssuePoll.class);

    private final SyncRuns runs;
    private final IssueLedger ledger;
    private Caller caller;
    private DeliveryPool deliveries;
    private IssueCursors cursors;

    public IssuePoll(SyncRuns runs, IssueLedger ledger) {
        this.runs = runs;
        this.ledger = ledger;
    }

    /** Begins a run and sets what the exchange needs: the run, its counts and its cursor. */
    public void begin(Exchange exchange) {
        caller.use(exchange);
        exchange.setVariable(DeliveryPool.VARIABLE, deliveries);
        Run run = runs.begin(cursors.sync(), exchange);
        try {
            if (run.isGoingOn() && run.request().byHand()) {
                caller.reopen();
            }
            exchange.setVariable(FilterParts.VARIABLE, cursors.filterParts());
            exchange.setVariable(IssueCursor.VARIABLE, cursors.of(run, exchange.getContext(), deliveries));
        } catch (RuntimeException e) {
            exchange.setVariable(IssueCursor.VARIABLE, IssueCursor.none(run));
            throw e;
        }
    }

    /** Names the issue in hand in variables, makes it the body and counts it; goes no further once the run has ended. */
    public void nameIssue(Exchange exchange) {
        Run run = run(exchange);
        if (!run.isGoingOn()) {
            exchange.setRouteStop(true);
            return;
        }
        run.issueSeen();
        FoundIssue issue = exchange.getMessage().getBody(FoundIssue.class);
        exchange.getMessage().setBody(issue.json());
        exchange.setVariable("jiraIssue", issue.json());
        exchange.setVariable("jiraIssueId", issue.id());
        exchange.setVariable("jiraKind", RecordKind.of(issue));
        exchange.setVariable("jiraIssueKey", issue.key());
        exchange.setVariable("jiraIssueUpdated", issue.updated());
        exchange.setVariable(Delivered.ISSUE_FILTERS, issue.takeFilters());
        exchange.removeVariable(IssueCursor.VARIABLE);
        exchange.removeVariable(Caller.VARIABLE);
        LogContext.open(exchange, run, issue.key());
    }

    /** Takes Jira's answer to what the cursor asked. */
    public void take(Exchange exchange) {
        try {
            cursor(exchange).take(exchange.getMessage().getBody(JsonNode.class));
        } catch (IncompleteSearchException e) {
            run(exchange).stop(RunOutcome.UNREACHABLE,
                    "the search of sync '" + cursors.sync() + "' is incomplete: " + e.getMessage());
        }
    }

    /** Notes that Jira could not answer now, or gave more than can be read. */
    public void pageFailed(Exchange exchange) throws Exception {
        IssueCursor cursor = cursor(exchange);
        Exception reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (reason instanceof AnswerTooLargeException
                || reason instanceof UnreadableAnswerException && cursor.hasFailed()) {
            cursor.unreadable(reason).ifPresent(issue -> ledger.keep(run(exchange), List.of(issue)));
        } else {
            cursor.failed(reason);
        }
    }

    /** Notes that Jira has rejected what was asked. */
    public void pageRejected(Exchange exchange) {
        cursor(exchange).rejected(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RequestRejectedException.class));
    }

    /** Moves the watermark behind the page in hand and takes the next one in hand. */
    public void pageDone(Exchange exchange) {
        IssueCursor cursor = cursor(exchange);
        Instant newest = run(exchange).request().apart() == null ? cursor.newest() : null;
        runs.pageDone(run(exchange), cursor.fingerprint(), newest);
        runs.retried(run(exchange), cursor.retried(), cursor.retriesGiven());
        cursor.turnPage();
        ledger.keep(run(exchange), cursor.broken());
        runs.openPage(run(exchange), cursor.issueIds());
    }

    /** Ends the run for the failure that the exchange carries. */
    public void failed(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Run run = run(exchange);
        if (run == null) {
            LOG.warn("Sync '{}' could not begin a run: {}", cursors.sync(), failure.getMessage());
        } else {
            runs.fail(run, rejected(failure, run, cursor(exchange)).orElse(failure));
        }
    }

    /** Records the end of the run. */
    public void end(Exchange exchange) {
        Run run = run(exchange);
        if (run != null) {
            runs.end(run);
        }
    }

    private static Optional<Exception> rejected(Throwable failure, Run run, IssueCursor cursor) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestRejectedException) {
                return Optional.of(new MisconfiguredException((cursor.isSearching()
                        ? "Jira does not accept the filter (" + filterOf(run.request()) + "): "
                        : "There is no Jira at this address (setting jira.url): ") + cause.getMessage()));
            }
            if (cause instanceof IllegalArgumentException) {
                return Optional.of(new MisconfiguredException(cause.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static String filterOf(RunRequest request) {
        return request.apart() == null ? "setting jira.jql, or the mapping file that holds it" : request.apart().filterOf();
    }

    private static Run run(Exchange exchange) {
        return exchange.getVariable(Run.VARIABLE, Run.class);
    }

    private static IssueCursor cursor(Exchange exchange) {
        return exchange.getVariable(IssueCursor.VARIABLE, IssueCursor.class);
    }

    /** @param cursors what to ask Jira in a run */
    public void setCursors(IssueCursors cursors) {
        this.cursors = cursors;
    }

    /** @param deliveries the threads that deliver the issues */
    public void setDeliveries(DeliveryPool deliveries) {
        this.deliveries = deliveries;
    }

    public void setCaller(Caller caller) {
        this.caller = caller;
    }
}
