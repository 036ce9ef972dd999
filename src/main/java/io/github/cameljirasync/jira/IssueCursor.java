package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.delivery.DeliveryPool;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.reconcile.Removal;
import io.github.cameljirasync.run.Run;

/**
 * Where one run stands with Jira: what to ask next, and the page in hand. The loop of {@code jira-issue-source} asks
 * for the next page while it delivers the one in hand. What is asked, in this order: who am I (no other answer is
 * believed before), the list of fields when one is configured by name, the records of other kinds, the issues that wait in
 * dead letters, and then what the {@link ChangeSearch} wants to know. After a search of several pages, and where waiting issues
 * seem to be gone, who am I once more: a token that was revoked meanwhile makes Jira answer as to a stranger, so that its
 * last page would look like the end. A run that is to
 * reconcile goes on with what its {@link CensusCursor} asks.
 */
public final class IssueCursor {

    public static final String VARIABLE = "jiraSyncCursor";

    /** Whose question is asked of Jira next. */
    enum Step { MYSELF, FIELD, RECORDS, RETRIES, SEARCH, RECONCILE, NOTHING }

    private final Run run;
    private final MappedFields mapped;
    private final RecordCursor records;
    private final RetrySearch retries;
    private final ChangeSearch search;
    private final int apiVersion;
    private final Tries allowed;
    private final String fingerprint;
    private final CensusCursor census;
    private final FullPages fullPages;
    private final ReadAhead next;

    private Step step = Step.MYSELF;
    private MappedFields.ResolvedFields fields;
    private IssuePage page = IssuePage.empty();
    private boolean asked;
    private int tries;
    private boolean searched;
    private boolean retriesAreNext;
    private boolean retriesInHand;
    private boolean retriesAreDoubtful;
    private boolean searchEnded;
    private boolean cut;
    private boolean counting;

    /**
     * @param census   what to ask after the search; null for nothing
     * @param deliveries who delivers what is read
     */
    IssueCursor(Run run, MappedFields mapped, RecordCursor records, RetrySearch retries, ChangeSearch search,
            boolean dataCenter, Tries allowed, String fingerprint, CensusCursor census, DeliveryPool deliveries) {
        this.run = run;
        this.mapped = mapped;
        this.records = records;
        this.retries = retries;
        this.search = search;
        this.apiVersion = dataCenter ? 2 : 3;
        this.allowed = allowed;
        this.fingerprint = fingerprint;
        this.census = census;
        this.fullPages = new FullPages(deliveries.together());
        this.next = new ReadAhead(deliveries);
    }

    /** The cursor of a run that is over before it has asked anything. */
    static IssueCursor none(Run run) {
        IssueCursor cursor = new IssueCursor(run, null, null, null, null, false, new Tries(1, 0), "", null,
                new DeliveryPool());
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
        return run.isGoingOn() && (!page.isEmpty() || !fullPages.isEmpty() || step != Step.NOTHING);
    }

    /**
     * What to ask next: {@code myself}, {@code field}, {@code records}, {@code record-details}, {@code retries},
     * {@code existing}, {@code search}, {@code scan}, {@code unknown}, one of the steps of a reconcile ({@code census},
     * {@code presence}, {@code undelivered}, {@code missing}, {@code members}, {@code filter}, {@code proof}) or
     * {@code nothing}.
     */
    public synchronized String getStep() {
        return switch (step) {
            case RECORDS -> records.step();
            case RETRIES -> retries.step();
            case SEARCH -> search.step();
            case RECONCILE -> census.step();
            default -> step.name().toLowerCase(Locale.ROOT);
        };
    }

    /** True when the search itself is asked, and not who we are or which fields there are. */
    synchronized boolean isSearching() {
        return step != Step.MYSELF && step != Step.FIELD;
    }

    /** The resource to read next: {@code myself} or {@code field}. */
    public synchronized String getResource() {
        return step == Step.FIELD ? "field" : "myself";
    }

    /**
     * Whether to ask Jira while the page in hand is delivered: once, and then on, as long as the answers are pages of one
     * reading and there is room for them. Nothing is read ahead while there is nothing to deliver.
     */
    public synchronized boolean getAsksOn() {
        return !asked || run.isGoingOn() && step == Step.SEARCH && search.isReading() && tries == 0 && !page.isEmpty()
                && next.isWorthwhile(run.remaining());
    }

    /** How to ask for the next records of another kind. */
    public synchronized RecordPages getRecords() {
        return records.pages();
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

    /** What of the page in hand can't be delivered. */
    synchronized List<BrokenIssue> broken() {
        return page.broken();
    }

    /**
     * The ids of the issues in dead letters that Jira has told of, once the last of them are in hand; none before and after,
     * and none where the limit of the run has left some out.
     */
    synchronized List<String> retried() {
        return retriesInHand && !retriesAreNext && !retriesAreDoubtful && !cut && step != Step.RETRIES ? retries.settled()
                : List.of();
    }

    /** The ids of those that Jira has shown. */
    synchronized Collection<String> retriesGiven() {
        return retries.given();
    }

    /**
     * Up to which {@code updated} everything has been read once the page in hand is done; null except at the end of the
     * search, because no order of Jira's pages is relied on.
     */
    synchronized Instant newest() {
        if (!searchEnded || cut || !next.isEmpty() || !fullPages.isEmpty()) {
            return null;
        }
        searchEnded = false;
        return search.newest();
    }

    /** The body of the next search. */
    public synchronized ObjectNode getSearch() {
        return switch (step) {
            case RECONCILE -> census.search();
            case RETRIES -> retries.search(fields);
            default -> search.search(fields);
        };
    }

    /** The ids and fields of the issues to look up, in requests that may be sent at once. */
    public synchronized List<ObjectNode> getLookUps() {
        return switch (step) {
            case RECONCILE -> List.of(census.lookUp(fields));
            case RETRIES -> List.of(retries.lookUp());
            default -> search.lookUps(fields, next.room());
        };
    }

    /** Takes Jira's answer to what was asked; there is none when nothing was. */
    synchronized void take(JsonNode answer) {
        asked = true;
        switch (step) {
            case MYSELF -> proven(answer);
            case FIELD -> resolve(mapped.resolve(answer));
            case RECORDS -> {
                next.add(records.take(answer));
                endRecordsWhenDone();
            }
            case RETRIES -> {
                next.add(retries.take(answer, fields));
                retriesAreNext = true;
                endRetriesWhenDone();
            }
            case SEARCH -> {
                next.add(search.take(answer, fields).without(page));
                endSearchWhenDone();
            }
            case RECONCILE -> next.add(census.take(answer, fields));
            case NOTHING -> { }
        }
        tries = 0;
    }

    /** Notes that Jira has rejected what was asked. */
    synchronized void rejected(RequestRejectedException reason) {
        asked = true;
        if (step == Step.RECORDS) {
            records.reject(reason);
            endRecordsWhenDone();
        } else if (step == Step.RETRIES) {
            retries.reject();
            if (retries.isRefused() && run.request().isRetriesOnly()) {
                throw reason;
            }
            endRetriesWhenDone();
        } else if (step != Step.RECONCILE || !census.reject()) {
            throw reason;
        }
    }

    /** Notes that what was asked could not be answered now, and that it will be asked again. */
    synchronized void failed(Exception reason) throws Exception {
        asked = true;
        if (++tries >= allowed.most()) {
            throw reason;
        }
    }

    /**
     * Notes that an answer can't be read however often it is asked for, and asks for less.
     *
     * @return the issue that can't be read even alone
     * @throws Exception the reason, when less can't be asked for
     */
    synchronized Optional<BrokenIssue> unreadable(Exception reason) throws Exception {
        asked = true;
        Optional<String> single;
        if (step == Step.RETRIES) {
            single = retries.askForLess();
            retriesAreNext |= single.isPresent();
            endRetriesWhenDone();
        } else if (step == Step.SEARCH && search.canAskForLess()) {
            single = search.askForLess();
            endSearchWhenDone();
        } else if (step == Step.RECONCILE && census.canAskForLess()) {
            single = census.askForLess();
        } else {
            failed(reason);
            return Optional.empty();
        }
        tries = 0;
        return single.map(id -> search.unreadable(id, reason.getMessage()));
    }

    /** Whether what is asked next has failed before. */
    synchronized boolean hasFailed() {
        return tries > 0;
    }

    /** How long to wait before what failed is asked again, in milliseconds: doubling, with jitter. */
    public synchronized long getBackOffMillis() {
        return tries == 0 ? 0 : allowed.delayMillis(tries);
    }

    /** Puts the page just read in the place of the one just delivered, which is in the state store. */
    synchronized void turnPage() {
        run.readAgain(search.isAgain());
        // no issue that waits in a dead letter is held back: its letter is settled with this page
        page = fullPages.next(next.handOver(), isReadingOn() && !retriesAreNext).upTo(run.remaining());
        asked = false;
        retriesInHand = retriesAreNext || retriesInHand && retriesAreDoubtful;
        retriesAreNext = false;
        if (page.issues().size() >= run.remaining()) {
            cut = true;
            step = Step.NOTHING;
        }
        if (step == Step.SEARCH) {
            search.advance();
            endSearchWhenDone();
        }
        if (step == Step.RECONCILE) {
            census.advance();
            step = census.isDone() ? Step.NOTHING : step;
        }
    }

    private void proven(JsonNode myself) {
        Account.require(myself);
        if (retriesAreDoubtful) {
            retriesAreDoubtful = false;
            step = afterRetries();
        } else if (searched) {
            endSearch();
        } else if (mapped.needsList()) {
            step = Step.FIELD;
        } else {
            resolve(mapped.resolved());
        }
    }

    private void resolve(MappedFields.ResolvedFields resolved) {
        fields = resolved;
        if (records.isDone()) {
            endRecordsWhenDone();
        } else {
            step = Step.RECORDS;
            beginCensus();
        }
    }

    private void endRecordsWhenDone() {
        if (records.isDone()) {
            step = retries.isDone() ? afterRetries() : Step.RETRIES;
        }
    }

    /** A token that was revoked meanwhile makes issues look as if they were gone, and their dead letters would be too. */
    private void endRetriesWhenDone() {
        retriesAreDoubtful = retries.isDone() && !retries.given().containsAll(retries.asked());
        step = !retries.isDone() ? Step.RETRIES : retriesAreDoubtful ? Step.MYSELF : afterRetries();
    }

    private Step afterRetries() {
        return run.request().isRetriesOnly() ? Step.NOTHING : Step.SEARCH;
    }

    /** Whether more of the search comes after the page just read. */
    private boolean isReadingOn() {
        return step == Step.RECORDS || step == Step.SEARCH || searched && step == Step.MYSELF;
    }

    private void endSearchWhenDone() {
        if (search.isDone()) {
            searched = true;
            if (search.needsProof()) {
                step = Step.MYSELF;
            } else {
                endSearch();
            }
        }
    }

    private void endSearch() {
        searchEnded = true;
        step = census == null || run.targets().isAnyLeft() ? Step.NOTHING : Step.RECONCILE;
        beginCensus();
    }

    private void beginCensus() {
        if (census != null && !counting) {
            counting = true;
            census.begin();
        }
    }
}
