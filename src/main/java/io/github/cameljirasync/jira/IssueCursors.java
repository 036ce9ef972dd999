package io.github.cameljirasync.jira;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.cameljirasync.delivery.DeliveryPool;
import io.github.cameljirasync.http.Digest;
import io.github.cameljirasync.reconcile.Reconcile;
import io.github.cameljirasync.reconcile.Reconciles;
import io.github.cameljirasync.run.MisconfiguredException;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.SyncRuns;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.TimeUtils;

/**
 * Makes the {@link IssueCursor} of a run from what the parameters of {@code jira-issue-source} say about the issues to read. One
 * instance for each use of the Kamelet.
 */
public final class IssueCursors {

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
    private MappedFields mappedFields;
    private String mappedFingerprint;

    public IssueCursors(SyncRuns runs, Reconciles reconciles, IssueLedger ledger) {
        this.runs = runs;
        this.reconciles = reconciles;
        this.ledger = ledger;
    }

    /** The name of the sync. */
    String sync() {
        return sync;
    }

    /** What the filter is made of, to be told apart. */
    FilterParts filterParts() {
        return FilterParts.of(filters, isDataCenter());
    }

    /**
     * @param camel      where the mappings are found
     * @param deliveries who delivers what is read
     * @return the cursor of a run that has begun
     */
    IssueCursor of(Run run, CamelContext camel, DeliveryPool deliveries) {
        if (!run.isGoingOn()) {
            return IssueCursor.none(run);
        }
        run.targets().name(targets);
        List<String> mappings = MappedFields.resources(mapping).stream().map(one -> mappingText(camel, one)).toList();
        String fingerprint = fingerprint(mappings);
        runs.connect(run, Digest.of(url + '\n' + target));
        Optional<Instant> changes = runs.since(run, fingerprint, overlap);
        Jql filter = filter();
        Reconcile reconcile = reconciles.due(run, changes.isEmpty(), removable).orElse(null);
        // which part of the filter an issue is in changes without an edit, and a census is of the whole filter
        boolean anew = reconcile != null && changes.isPresent() && filterParts().isSeveral();
        Optional<Instant> since = anew ? Optional.empty() : changes;
        CensusCursor census = reconcile == null ? null : new CensusCursor(reconcile, filter, isDataCenter());
        run.searches(run.request().apart() != null ? filter.newestFirst()
                : since.map(filter::changedSince).orElseGet(filter::everything));
        IssueLedger.Way way = anew ? new IssueLedger.Way(deliveries.takesMany() ? Reading.AT_ONCE : Reading.PAGES, false)
                : ledger.way(run, since, fingerprint, parts, deliveries.takesMany());
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
}
