package io.github.cameljirasync.jira;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.delivery.DeliveryPool;
import io.github.cameljirasync.http.AnswerTooLargeException;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.Digest;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.http.UnreadableAnswerException;
import io.github.cameljirasync.reconcile.Reconcile;
import io.github.cameljirasync.reconcile.Reconciles;
import io.github.cameljirasync.run.LogContext;
import io.github.cameljirasync.run.MisconfiguredException;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunOutcome;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.run.SyncRuns;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.TimeUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of {@code jira-issue-source} that are no HTTP: how a run begins, what a page means for it and how it ends.
 * One instance for each use of the Kamelet; what belongs to one run is in its {@link IssueCursor}.
 */
public final class IssuePoll {

    private static final Logger LOG = LoggerFactory.getLogger(IssuePoll.class);

    private final SyncRuns runs;
    private final Reconciles reconciles;
    private final IssueLedger ledger;
    private String sync;
    private String url;
    private String api;
    private String jql;
    private String mapping;
    private String target = "";
    private List<String> targets = List.of();
    private String fields = "";
    private Duration overlap = Duration.ofMinutes(10);
    private String kinds = "";
    private String filters = "";
    private String expand = "";
    private String organizationId = "";
    private double removable = 0.2;
    private boolean parts;
    private int pageSize = 250;
    private int retries = 5;
    private long retryDelay = 1000;
    private Caller caller;
    private DeliveryPool deliveries;
    private MappedFields mappedFields;
    private String mappedFingerprint;

    public IssuePoll(SyncRuns runs, Reconciles reconciles, IssueLedger ledger) {
        this.runs = runs;
        this.reconciles = reconciles;
        this.ledger = ledger;
    }

    /** Begins a run and sets what the exchange needs: the run, its counts and its cursor. */
    public void begin(Exchange exchange) {
        caller.use(exchange);
        exchange.setVariable(DeliveryPool.VARIABLE, deliveries);
        Run run = runs.begin(sync, exchange);
        try {
            FilterParts parts = FilterParts.of(filters, isDataCenter());
            exchange.setVariable(FilterParts.VARIABLE, parts);
            exchange.setVariable(IssueCursor.VARIABLE, cursor(run, parts, exchange.getContext()));
        } catch (RuntimeException e) {
            exchange.setVariable(IssueCursor.VARIABLE, IssueCursor.none(run));
            throw e;
        }
    }

    private IssueCursor cursor(Run run, FilterParts parts, CamelContext camel) {
        if (!run.isGoingOn()) {
            return IssueCursor.none(run);
        }
        if (run.request().byHand()) {
            caller.reopen();
        }
        run.targets().name(targets);
        List<String> mappings = MappedFields.resources(mapping).stream().map(one -> mappingText(camel, one)).toList();
        String fingerprint = fingerprint(mappings);
        runs.connect(run, Digest.of(url + '\n' + target));
        Optional<Instant> changes = runs.since(run, fingerprint, overlap);
        Jql filter = filter();
        Reconcile reconcile = reconciles.due(run, changes.isEmpty(), removable).orElse(null);
        // which part of the filter an issue is in changes without an edit, and a census is of the whole filter
        boolean anew = reconcile != null && changes.isPresent() && parts.isSeveral();
        Optional<Instant> since = anew ? Optional.empty() : changes;
        CensusCursor census = reconcile == null ? null : new CensusCursor(reconcile, filter, isDataCenter());
        run.searches(run.request().apart() != null ? filter.newestFirst()
                : since.map(filter::changedSince).orElseGet(filter::everything));
        IssueLedger.Way way = anew ? new IssueLedger.Way(deliveries.takesMany() ? Reading.AT_ONCE : Reading.PAGES, false)
                : ledger.way(run, since, fingerprint, this.parts, deliveries.takesMany());
        ChangeSearch search = new ChangeSearch(filter, run.jql(), isDataCenter(), pageSize, way.reading(),
                (page, again) -> ledger.unknown(run, page, way.trusts(), again));
        return new IssueCursor(run, mappedFields(mappings, fingerprint),
                new RecordCursor(recordKinds(run), organizationId, reconcile),
                new RetrySearch(filter, isDataCenter(), retries(run), run.request().hasFilterOfItsOwn()), search, isDataCenter(),
                new Tries(retries + 1, retryDelay), fingerprint, census, deliveries);
    }

    /** Records are no issues to search for; every run reads them anyway. */
    private List<String> retries(Run run) {
        return runs.retries(run).stream().filter(id -> !RecordKind.isRecord(id)).toList();
    }

    /** A limit is one of issues. */
    private List<RecordKind> recordKinds(Run run) {
        try {
            return run.request().limit() > 0 ? List.of() : RecordKind.list(kinds);
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException("The kinds of sync '" + sync + "' can't be used: " + e.getMessage() + '.');
        }
    }

    /** Kept from run to run, so that a field's name is looked up once and not by every tick. */
    private synchronized MappedFields mappedFields(List<String> mappings, String fingerprint) {
        if (mappedFields == null || !fingerprint.equals(mappedFingerprint)) {
            mappedFields = new MappedFields(mappings, fields, expand);
            mappedFingerprint = fingerprint;
        }
        return mappedFields;
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
                    "the search of sync '" + sync + "' is incomplete: " + e.getMessage());
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
            LOG.warn("Sync '{}' could not begin a run: {}", sync, failure.getMessage());
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

    private Jql filter() {
        try {
            return Jql.of(jql);
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException("Setting jira.jql can't be used: " + e.getMessage() + '.');
        }
    }

    private boolean isDataCenter() {
        return "datacenter".equals(api);
    }

    /** Changes with all that decides which issues are read and what is made of them. */
    private String fingerprint(List<String> mappings) {
        String all = String.join("\n", url, target, jql, fields, kinds, String.join("\n", mappings));
        return Digest.of(all + (expand.isEmpty() ? "" : '\n' + expand) + (targets.isEmpty() ? "" : "\n" + targets));
    }

    private String mappingText(CamelContext camel, String resource) {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(camel, resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MisconfiguredException("The mapping " + resource + " of sync '" + sync + "' can't be read.");
        }
    }

    private static Run run(Exchange exchange) {
        return exchange.getVariable(Run.VARIABLE, Run.class);
    }

    private static IssueCursor cursor(Exchange exchange) {
        return exchange.getVariable(IssueCursor.VARIABLE, IssueCursor.class);
    }

    public void setSync(String sync) {
        this.sync = sync;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public void setApi(String api) {
        this.api = api;
    }

    public void setJql(String jql) {
        this.jql = jql;
    }

    /** @param mapping one or several Camel resources, separated by commas */
    public void setMapping(String mapping) {
        this.mapping = mapping;
    }

    /** @param target names the target; with another one the sync begins anew */
    public void setTarget(String target) {
        this.target = target;
    }

    /** @param targets the names of several targets, separated by commas; empty for one */
    public void setTargets(String targets) {
        this.targets = Arrays.stream(targets.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    public void setFields(String fields) {
        this.fields = fields;
    }

    /** @param expand what Jira is to add to each issue, such as {@code changelog,renderedFields} */
    public void setExpand(String expand) {
        this.expand = expand;
    }

    /** @param overlap a duration such as {@code 10m} */
    public void setOverlap(String overlap) {
        this.overlap = Duration.ofMillis(TimeUtils.toMilliSeconds(overlap.replace(" ", "")));
    }

    /** @param kinds records to read beside the issues, such as {@code project?expand=insight,user,team} */
    public void setKinds(String kinds) {
        this.kinds = kinds;
    }

    /** @param filters a JSON array of the conditions that the filter is made of, to be told apart; empty for none */
    public void setFilters(String filters) {
        this.filters = filters;
    }

    /** @param organizationId of the Atlassian organization whose teams are read */
    public void setOrganizationId(String organizationId) {
        this.organizationId = organizationId;
    }

    /** @param removable the share of what was delivered that a reconcile may remove unasked, from 0 to 1 */
    public void setRemovable(double removable) {
        this.removable = removable;
    }

    /** @param parts whether an issue becomes several things at the target */
    public void setParts(boolean parts) {
        this.parts = parts;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    /** @param retries how often a request that Jira could not answer is repeated */
    public void setRetries(int retries) {
        this.retries = retries;
    }

    /** @param retryDelay about how long to wait before the first repetition, in milliseconds */
    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    /** @param deliveries the threads that deliver the issues */
    public void setDeliveries(DeliveryPool deliveries) {
        this.deliveries = deliveries;
    }

    public void setCaller(Caller caller) {
        this.caller = caller;
    }
}
