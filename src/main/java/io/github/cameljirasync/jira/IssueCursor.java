package io.github.cameljirasync.jira;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.reconcile.Removal;
import io.github.cameljirasync.run.Run;

/**
 * Where one run stands with Jira: what to ask next, and the page in hand. The loop of {@code jira-issue-source} asks
 * for the next page while it delivers the one in hand. What is asked, in this order: who am I (no other answer is
 * believed before), the list of fields when one is configured by name, the issues that wait in dead letters, and then
 * page after page of the search. After a search of several pages, who am I once more: a token that was revoked meanwhile
 * makes Jira answer as to a stranger, so that its last page would look like the end. A run that is to reconcile goes on
 * with what its {@link CensusCursor} asks.
 */
public final class IssueCursor {

    public static final String VARIABLE = "jiraSyncCursor";

    /** What is asked of Jira next. */
    enum Step { MYSELF, FIELD, RETRIES, SEARCH, RECONCILE, NOTHING }

    private final Run run;
    private final String jql;
    private final MappedFields mapped;
    private final List<String> retries;
    private final int apiVersion;
    private final Paging paging;
    private final int pageSize;
    private final Tries allowed;
    private final String fingerprint;
    private final CensusCursor census;

    private Step step = Step.MYSELF;
    private MappedFields.ResolvedFields fields;
    private IssuePage page = IssuePage.empty();
    private IssuePage next = IssuePage.empty();
    private int tries;
    private boolean retriesAreNext;
    private boolean retriesInHand;
    private int pagesRead;
    private Instant newest;
    private boolean outOfOrder;
    private boolean cut;

    /** @param census what to ask after the search; null for nothing */
    IssueCursor(Run run, String jql, MappedFields mapped, List<String> retries, boolean dataCenter, int pageSize,
            Tries allowed, String fingerprint, CensusCursor census) {
        this.run = run;
        this.jql = jql;
        this.mapped = mapped;
        this.retries = List.copyOf(retries);
        this.apiVersion = dataCenter ? 2 : 3;
        this.paging = dataCenter ? new OffsetPaging() : new TokenPaging(Clock.systemUTC());
        this.pageSize = pageSize;
        this.allowed = allowed;
        this.fingerprint = fingerprint;
        this.census = census;
    }

    /** The cursor of a run that is over before it has asked anything. */
    static IssueCursor none(Run run) {
        IssueCursor cursor = new IssueCursor(run, "", new MappedFields("", ""), List.of(), false, 1,
                new Tries(1, 0), "", null);
        cursor.step = Step.NOTHING;
        return cursor;
    }

    /** Changes with all that decides which issues are read and what is made of them. */
    String fingerprint() {
        return fingerprint;
    }

    /** The version of Jira's REST API: 3 on Cloud, 2 on Data Center. */
    public int getApiVersion() {
        return apiVersion;
    }

    /** True while there is a page to deliver or something to ask. */
    public synchronized boolean getHasNext() {
        return run.isGoingOn() && (!page.isEmpty() || step != Step.NOTHING);
    }

    /**
     * What to ask next: {@code myself}, {@code field}, {@code retries}, {@code search}, one of the steps of a reconcile
     * ({@code census}, {@code undelivered}, {@code missing}, {@code members}, {@code filter}, {@code proof}) or {@code nothing}.
     */
    public synchronized String getStep() {
        return step == Step.RECONCILE ? census.step() : step.name().toLowerCase(Locale.ROOT);
    }

    /** True when the search itself is asked, and not who we are or which fields there are. */
    synchronized boolean isSearching() {
        return step != Step.MYSELF && step != Step.FIELD;
    }

    /** The resource to read next: {@code myself} or {@code field}. */
    public synchronized String getResource() {
        return step == Step.FIELD ? "field" : "myself";
    }

    /** The issues to remove at the target now; empty unless a reconcile has found some. */
    public synchronized List<Removal> getRemovals() {
        return step == Step.RECONCILE ? census.removals() : List.of();
    }

    /** The issues of the page in hand. */
    public synchronized List<FoundIssue> getIssues() {
        return page.issues();
    }

    /** The ids of the issues of the page in hand. */
    synchronized List<String> issueIds() {
        return page.issues().stream().map(FoundIssue::id).toList();
    }

    /** The ids of the issues in dead letters that the page in hand was asked for; none for a page of the search. */
    synchronized List<String> retried() {
        return retriesInHand ? retries : List.of();
    }

    /**
     * Up to which {@code updated} everything has been read once the page in hand is done; null when it moves no watermark.
     * While the next page goes back behind the one in hand, only the end of the search is such a moment.
     */
    synchronized Instant newest() {
        if (page.newest() != null && (newest == null || page.newest().isAfter(newest))) {
            newest = page.newest();
        }
        outOfOrder |= goesBack();
        if (outOfOrder) {
            return step == Step.NOTHING && next.isEmpty() && !cut ? newest : null;
        }
        return page.newest() == null ? null : newest;
    }

    private boolean goesBack() {
        Instant oldest = paging.isAgain() ? null : next.oldest();
        return oldest != null && newest != null && oldest.isBefore(newest);
    }

    /** The body of the next search. */
    public synchronized ObjectNode getSearch() {
        if (step == Step.RECONCILE) {
            return census.search();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("jql", jql).put("maxResults", pageSize).set("fields", fields.asked());
        paging.select(body);
        return body;
    }

    /** The ids and fields of the issues to look up: those that wait in dead letters, or what a reconcile asks for. */
    public synchronized ObjectNode getLookUp() {
        return step == Step.RECONCILE ? census.lookUp(fields) : fields.of(retries);
    }

    /** Takes Jira's answer to what was asked; there is none when nothing was. */
    synchronized void take(JsonNode answer) {
        switch (step) {
            case MYSELF -> proven(answer);
            case FIELD -> resolve(mapped.resolve(answer));
            case RETRIES -> {
                next = IssuePage.of(answer, fields).aside();
                retriesAreNext = true;
                step = Step.SEARCH;
            }
            case SEARCH -> found(answer);
            case RECONCILE -> next = census.take(answer, fields);
            case NOTHING -> { }
        }
        tries = 0;
    }

    /** Notes that Jira has rejected what was asked. */
    synchronized void rejected(RequestRejectedException reason) {
        if (step != Step.RECONCILE || !census.reject()) {
            throw reason;
        }
    }

    /** Notes that what was asked could not be answered now, and that it will be asked again. */
    synchronized void failed(Exception reason) throws Exception {
        if (++tries >= allowed.most()) {
            throw reason;
        }
    }

    /** How long to wait before what failed is asked again, in milliseconds: doubling, with jitter. */
    public synchronized long getBackOffMillis() {
        return allowed.delayMillis(tries);
    }

    /** Puts the page just read in the place of the one just delivered. */
    synchronized void turnPage() {
        run.readAgain(paging.isAgain());
        page = next.upTo(run.remaining());
        retriesInHand = retriesAreNext;
        retriesAreNext = false;
        next = IssuePage.empty();
        if (page.issues().size() >= run.remaining()) {
            cut = true;
            step = Step.NOTHING;
        }
        if (step == Step.RECONCILE) {
            census.advance();
            step = census.isDone() ? Step.NOTHING : step;
        }
    }

    private void proven(JsonNode myself) {
        Account.require(myself);
        if (pagesRead > 0) {
            endSearch();
        } else if (mapped.needsList()) {
            step = Step.FIELD;
        } else {
            resolve(mapped.resolved());
        }
    }

    private void resolve(MappedFields.ResolvedFields resolved) {
        fields = resolved;
        step = retries.isEmpty() ? Step.SEARCH : Step.RETRIES;
    }

    private void found(JsonNode answer) {
        IssuePage found = IssuePage.of(answer, fields);
        paging.turn(answer, found);
        next = paging.isSlipped() ? IssuePage.empty() : found.without(page);
        pagesRead++;
        if (paging.hasNext()) {
            step = Step.SEARCH;
        } else if (pagesRead > 1) {
            step = Step.MYSELF;
        } else {
            endSearch();
        }
    }

    private void endSearch() {
        step = census == null ? Step.NOTHING : Step.RECONCILE;
        if (census != null) {
            census.begin();
        }
    }
}
