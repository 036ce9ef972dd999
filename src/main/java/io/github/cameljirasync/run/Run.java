package io.github.cameljirasync.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import io.github.cameljirasync.http.Permit;
import io.github.cameljirasync.http.RequestCounts;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.IssuePart;
import io.github.cameljirasync.state.Link;
import io.github.cameljirasync.state.StateStoreException;

/**
 * One run of one sync: what it has counted, and whether it goes on. Held in the exchange variable {@value #VARIABLE} of
 * the tick and of every issue that it leads to; safe for the threads that deliver concurrently.
 */
public final class Run implements Permit {

    public static final String VARIABLE = "jiraSyncRun";

    /** So many failed issues of a run are told one by one; a target that takes none would flood the log. */
    public static final int FAILURES_TOLD = 20;

    private final long id;
    private final String sync;
    private final RunRequest request;
    private final Instant startedAt;
    private final RequestCounts requests = new RequestCounts();
    private final LongAdder seen = new LongAdder();
    private final LongAdder created = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder archived = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicReference<Ending> ending = new AtomicReference<>();
    private final LongAdder waiting = new LongAdder();
    private final Targets targets = new Targets();
    private final AtomicBoolean outage = new AtomicBoolean();
    private final KindCounts kinds = new KindCounts();
    private final AtomicInteger told = new AtomicInteger();
    private volatile Map<IssuePart, Link> links = Map.of();
    private volatile Map<IssuePart, DeadLetter> letters = Map.of();
    private volatile Instant openedAt = Instant.EPOCH;
    private volatile Runnable firstDelivery;
    private volatile Permit lease = () -> { };
    private volatile boolean knowsNothing;
    private volatile boolean again;
    private volatile long expected = -1;
    private volatile String jql;

    /** Why a run ended. */
    private record Ending(RunOutcome outcome, String reason) {
    }

    /** @param id number of the run in the state store; 0 for one that is not recorded there */
    public Run(long id, String sync, RunRequest request, Instant startedAt) {
        this.id = id;
        this.sync = sync;
        this.request = request;
        this.startedAt = startedAt;
    }

    public long getId() {
        return id;
    }

    public String getSync() {
        return sync;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public RunRequest request() {
        return request;
    }

    /** True until something ends the run; after that no further issue is started. */
    public boolean isGoingOn() {
        return ending.get() == null;
    }

    /** Ends the run; the first reason given is the one that counts. */
    public void stop(RunOutcome outcome, String reason) {
        ending.compareAndSet(null, new Ending(outcome, reason));
    }

    /** @param permit what has to hold for the run to send or remember anything */
    void heldBy(Permit permit) {
        lease = permit;
    }

    /**
     * To be called before anything is sent; ends the run when nothing may be sent any more.
     *
     * @throws LeaseLostException when another process runs the sync now
     */
    @Override
    public void check() {
        try {
            lease.check();
        } catch (RuntimeException e) {
            RunFailure why = RunFailure.of(e);
            stop(why.outcome(), why.sentence());
            throw e;
        }
    }

    /** Whether this process may still remember what it has done; if not, the run has ended and knows why. */
    public boolean isOurs() {
        try {
            check();
            return true;
        } catch (LeaseLostException | StateStoreException e) {
            return false;
        }
    }

    /** How the run ended; {@link RunOutcome#FINISHED} while nothing has ended it early. */
    public RunOutcome outcome() {
        Ending end = ending.get();
        return end == null ? RunOutcome.FINISHED : end.outcome();
    }

    /** One sentence about what ended the run early; null when nothing did. */
    public String reason() {
        Ending end = ending.get();
        return end == null ? null : end.reason();
    }

    /** @param again whether the page in hand repeats what the run has read; of it, only what is done counts */
    public void readAgain(boolean again) {
        this.again = again;
    }

    public void issueSeen() {
        count(seen, !again);
    }

    public void issueCreated() {
        count(created, true);
        count(seen, again);
    }

    public void issueUpdated() {
        count(updated, true);
        count(seen, again);
    }

    public void issueUnchanged() {
        count(unchanged, !again);
    }

    public void issueArchived() {
        archived.increment();
    }

    public void issueFailed() {
        count(failed, true);
        count(seen, again);
    }

    /**
     * Another failure of an issue is to be told to a person.
     *
     * @return how many have been before it in this run
     */
    public int tellFailure() {
        return told.getAndIncrement();
    }

    /** How many failures of issues were to be told. */
    int toldFailures() {
        return told.get();
    }

    /** An issue waits in the dead letters since an earlier run and has not changed. */
    public void issueWaiting() {
        count(waiting, !again);
    }

    /** Where what it delivers goes. */
    public Targets targets() {
        return targets;
    }

    /** Whether everything that the run was to do so far is done or kept: nothing has ended it, and no target was left. */
    public boolean isComplete() {
        return isGoingOn() && !targets.isAnyLeft();
    }

    /** Whether this is the first issue of the run that is kept for an outage. */
    public boolean isFirstOfOutage() {
        return outage.compareAndSet(false, true);
    }

    private static void count(LongAdder counter, boolean counts) {
        if (counts) {
            counter.increment();
        }
    }

    /** What became of the records of each kind. */
    public KindCounts kinds() {
        return kinds;
    }

    public RequestCounts requests() {
        return requests;
    }

    /** What is known at a moment of the issues of the page in hand, and their dead letters, by what they are about. */
    public void open(Map<IssuePart, Link> known, Map<IssuePart, DeadLetter> dead, Instant now) {
        links = known;
        letters = dead;
        openedAt = now;
    }

    /** Everything that is known of an issue of the page in hand. */
    public List<Link> links(String issueId) {
        return links.values().stream().filter(link -> link.issueId().equals(issueId)).toList();
    }

    /** All dead letters of an issue of the page in hand. */
    public List<IssuePart> letters(String issueId) {
        return letters.keySet().stream().filter(part -> part.issueId().equals(issueId)).toList();
    }

    /** The dead letter of an issue of the page in hand; null when there is none. */
    public DeadLetter letter(IssuePart issue) {
        return letters.get(issue);
    }

    /** The dead letter of an issue of the page in hand that is not to be tried again yet; null when there is none. */
    public DeadLetter waiting(IssuePart issue) {
        DeadLetter letter = letters.get(issue);
        boolean asked = request.byHand() && !request.preview() && letter != null && letter.nextTryAt() != null;
        return letter == null || asked || letter.isDue(openedAt) ? null : letter;
    }

    /**
     * What to do before the first delivery of this run is remembered.
     *
     * @param knowsNothing true when what is known belongs to another Jira or target, until then
     */
    void beforeFirstDelivery(boolean knowsNothing, Runnable step) {
        this.knowsNothing = knowsNothing;
        beforeFirstDelivery(step);
    }

    /** Adds something to do before the first delivery of this run is remembered. */
    public synchronized void beforeFirstDelivery(Runnable step) {
        Runnable before = firstDelivery;
        firstDelivery = before == null ? step : () -> {
            before.run();
            step.run();
        };
    }

    /** True when nothing that is known holds for this run. */
    public boolean knowsNothing() {
        return knowsNothing;
    }

    /** A delivery is about to be remembered. */
    public void delivering() {
        if (firstDelivery != null) {
            synchronized (this) {
                if (firstDelivery != null) {
                    firstDelivery.run();
                    knowsNothing = false;
                    firstDelivery = null;
                }
            }
        }
    }

    /** What is known of an issue of the page in hand; null when nothing is. */
    public Link link(IssuePart issue) {
        return links.get(issue);
    }

    /** What the run asks Jira for; null while it does not know. */
    public String jql() {
        return jql;
    }

    public void searches(String query) {
        jql = query;
    }

    /** How many issues Jira estimates for this run; -1 while nobody has asked. For the progress bar only. */
    public long expected() {
        return expected;
    }

    public void expect(long issues) {
        expected = issues;
    }

    /** How many issues the run still wants; a very large number when it has no limit. */
    public long remaining() {
        return request.limit() > 0 ? Math.max(0, request.limit() - seen.sum()) : Long.MAX_VALUE;
    }

    /** The counts so far. */
    public RunCounts counts(Instant now) {
        return new RunCounts(seen.sum(), created.sum(), updated.sum(), unchanged.sum(), archived.sum(), failed.sum(),
                waiting.sum(),
                requests.toJira(), requests.toTarget(), Duration.between(startedAt, now));
    }
}
