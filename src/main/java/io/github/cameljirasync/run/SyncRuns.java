package io.github.cameljirasync.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.cameljirasync.http.Permit;
import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.http.RequestCounts;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.Leases;
import io.github.cameljirasync.state.Links;
import io.github.cameljirasync.state.Pause;
import io.github.cameljirasync.state.Progress;
import io.github.cameljirasync.state.RunSummary;
import io.github.cameljirasync.state.Runs;
import io.github.cameljirasync.state.StateStore;
import io.github.cameljirasync.state.StateStoreException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins and ends the runs of every sync and keeps their place in the state store: one run of a sync at a time among
 * all processes that share the store, a watermark that moves only when everything before it is safe, and a pause after
 * a refused credential.
 */
public final class SyncRuns implements AutoCloseable, CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(SyncRuns.class);
    private static final int RETRIES_PER_RUN = 50;

    private final StateStore store;
    private final Links links;
    private final Progress progress;
    private final Runs runs;
    private final DeadLetters deadLetters;
    private final LeaseKeeper leases;
    private final RateGates gates;
    private final Clock clock;
    private CamelContext camelContext;
    private final Map<String, Run> underWay = new ConcurrentHashMap<>();
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();

    public SyncRuns(StateStore store, Links links, Progress progress, Runs runs, DeadLetters deadLetters, Leases leases,
            RateGates gates, Clock clock) {
        this.store = store;
        this.links = links;
        this.progress = progress;
        this.runs = runs;
        this.deadLetters = deadLetters;
        this.leases = new LeaseKeeper(leases, clock);
        this.gates = gates;
        this.clock = clock;
        listen(new RunLog(clock));
        gates.onHold(this::remember);
    }

    /** @param lease how long a process that has died keeps others from running its sync, such as {@code 1m} */
    public void setLease(String lease) {
        leases.setLength(Duration.ofMillis(TimeUtils.toMilliSeconds(lease.replace(" ", ""))));
    }

    /** Whoever wants to know when runs begin and end. */
    public void listen(RunListener listener) {
        listeners.add(listener);
    }

    /**
     * Begins a run of a sync, or one apart from it, and makes it known to the exchange. The run is over at once when the sync is paused or when
     * another run of it is under way.
     */
    public Run begin(String name, Exchange exchange) {
        RunRequest request = Optional.ofNullable(exchange.getVariable(RunRequest.VARIABLE, RunRequest.class))
                .orElseGet(RunRequest::tick);
        String sync = request.apart() == null ? name : request.apart().name();
        Run run = request.preview() ? beginPreview(sync, request) : beginRecorded(sync, request);
        gates.probe();
        exchange.removeVariable(RunRequest.VARIABLE);
        exchange.setVariable(Run.VARIABLE, run);
        exchange.setVariable(RequestCounts.VARIABLE, run.requests());
        exchange.setVariable(Permit.VARIABLE, run);
        listeners.forEach(listener -> listener.begun(run));
        return run;
    }

    private Run beginPreview(String sync, RunRequest request) {
        return held(sync, request).orElseGet(() -> new Run(0, sync, request, clock.instant()));
    }

    /** A run that is over because a service wants none; a short pause that an earlier process was asked for is waited for. */
    private Optional<Run> held(String sync, RunRequest request) {
        return progress.heldUntil(sync).filter(moment -> !gates.resumeHold(moment)).map(moment -> over(sync, request,
                RunOutcome.UNREACHABLE, "the service asked for no request before " + moment));
    }

    private Run beginRecorded(String sync, RunRequest request) {
        Optional<Pause> pause = progress.paused(sync);
        if (pause.isPresent() && isReplaced(pause.get().credential())) {
            LOG.info("Sync '{}' goes on: the refused credential has been replaced", sync);
            progress.resume(sync);
        } else if (pause.isPresent() && !request.byHand()) {
            return over(sync, request, RunOutcome.PAUSED, pause.get().reason());
        }
        Optional<Run> held = held(sync, request);
        if (held.isPresent()) {
            return held.get();
        }
        Lease lease = leases.take(sync, reason -> lost(sync, reason));
        if (lease == null) {
            return over(sync, request, RunOutcome.BUSY, "another run of sync '" + sync + "' is under way");
        }
        try {
            Run run = new Run(runs.start(sync), sync, request, clock.instant());
            run.heldBy(lease);
            underWay.put(sync, run);
            return run;
        } catch (RuntimeException e) {
            leases.giveBack(sync);
            throw e;
        }
    }

    private boolean isReplaced(String credential) {
        return credential != null && !gates.knows(credential);
    }

    private Run over(String sync, RunRequest request, RunOutcome outcome, String reason) {
        Run run = new Run(0, sync, request, clock.instant());
        run.stop(outcome, reason);
        return run;
    }

    /**
     * Makes sure that what is known belongs to the Jira and the target of this run; with another end the sync begins
     * anew, for an id of one site or backlog means nothing in another. What was known of the other end is forgotten
     * only with the first delivery, so that a mistyped address costs nothing.
     *
     * @param ends names both ends
     */
    public void connect(Run run, String ends) {
        String sync = run.getSync();
        Optional<String> before = progress.ends(sync);
        if (run.request().preview() || before.filter(ends::equals).isPresent()) {
            return;
        }
        run.beforeFirstDelivery(before.isPresent(), () -> {
            if (before.isPresent()) {
                LOG.warn("Sync '{}' has another Jira or another target than before, so it begins anew", sync);
                links.forgetAll(sync);
            }
            progress.connect(sync, ends);
        });
    }

    /**
     * From when on a run has to read: the watermark less the overlap; empty for everything, which is the case for a
     * full run, the first one, and when the fingerprint (filter, mapping) is another than the stored one.
     */
    public Optional<Instant> since(Run run, String fingerprint, Duration overlap) {
        return run.request().full() || run.request().apart() != null ? Optional.empty()
                : progress.watermark(run.getSync(), fingerprint).map(watermark -> watermark.minus(overlap));
    }

    /** Ids of the issues in dead letters whose turn has come; when a person asks, of all that may heal. */
    public List<String> retries(Run run) {
        if (run.request().preview()) {
            return List.of();
        }
        List<DeadLetter> letters = run.request().byHand() ? deadLetters.healing(run.getSync(), RETRIES_PER_RUN)
                : deadLetters.due(run.getSync(), RETRIES_PER_RUN);
        return letters.stream().map(letter -> letter.failed().issueId()).distinct().toList();
    }

    /** Reads what is known of the issues of a page, before they are delivered. */
    public void openPage(Run run, Collection<String> issueIds) {
        if (issueIds.isEmpty() || run.knowsNothing()) {
            run.open(Map.of(), Map.of(), clock.instant());
            return;
        }
        run.open(links.find(run.getSync(), issueIds), deadLetters.find(run.getSync(), issueIds), clock.instant());
    }

    /**
     * Moves the watermark when all of a page is delivered or in dead letters.
     *
     * @param newest the newest {@code updated} of the page; null when the page moves no watermark
     */
    public void pageDone(Run run, String fingerprint, Instant newest) {
        if (run.request().preview()) {
            return;
        }
        if (newest != null && run.isComplete() && run.isOurs()) {
            progress.advance(run.getSync(), fingerprint, notAhead(newest));
        } else {
            store.flush();
        }
        listeners.forEach(listener -> listener.pageDone(run));
    }

    /** A time in the future, which a wrong clock or an import has put there, would hide every change before it. */
    private Instant notAhead(Instant newest) {
        Instant now = clock.instant();
        return newest.isAfter(now) ? now : newest;
    }

    /**
     * Takes the letters away that were tried again and neither delivered nor failed: the issue is gone from Jira, is at
     * the target as it should be, or is taken out by a step of the route. Else they would be asked for by every run.
     *
     * @param asked ids of the issues that were asked for by id
     * @param given ids of those that Jira gave
     */
    public void retried(Run run, Collection<String> asked, Collection<String> given) {
        if (asked.isEmpty() || !run.isGoingOn()) {
            return;
        }
        deadLetters.find(run.getSync(), asked).values().stream()
                .filter(letter -> letter.lastFailedAt().isBefore(run.startedAt()) && wasDue(letter, run))
                .filter(letter -> !run.targets().isLeft(letter.failed().part()))
                .forEach(letter -> {
                    deadLetters.remove(run.getSync(), letter.failed().place());
                    LOG.info("Issue {} leaves the dead letters: {}", letter.failed().issueKey(),
                            given.contains(letter.failed().issueId()) ? "there is nothing to deliver any more"
                                    : "Jira does not show it any more, because it was deleted or this account may not see it");
                });
    }

    /** Another thing that the same issue becomes may wait for a person. */
    private static boolean wasDue(DeadLetter letter, Run run) {
        return letter.nextTryAt() != null && !letter.nextTryAt().isAfter(run.startedAt());
    }

    /**
     * Ends the run that the exchange belongs to for the failure that it carries. When one of several targets can't be
     * reached, only that one is left, and the run goes on with the others.
     */
    public void stop(Exchange exchange) {
        Run run = exchange.getVariable(Run.VARIABLE, Run.class);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String part = exchange.getVariable(Targets.PART, String.class);
        RunFailure why = RunFailure.of(failure);
        if (run.targets().of(part).isEmpty() || why.outcome() != RunOutcome.UNREACHABLE) {
            fail(run, failure);
            return;
        }
        run.targets().leave(part, why.sentence());
        if (run.targets().areAllLeft()) {
            run.stop(RunOutcome.UNREACHABLE, run.targets().reason());
        }
    }

    /** Ends a run for a failure. */
    public void fail(Run run, Throwable failure) {
        RunFailure why = RunFailure.of(failure);
        run.stop(why.outcome(), why.sentence());
        if (why.outcome() == RunOutcome.FAILED) {
            LOG.debug("Run of sync '{}' failed", run.getSync(), failure);
        }
        if (why.heldUntil() != null && !run.request().preview()) {
            progress.hold(run.getSync(), why.heldUntil());
        }
        if (why.outcome() == RunOutcome.REFUSED && !run.request().preview()) {
            progress.pause(run.getSync(), why.sentence(), why.credential());
        }
    }

    /** A pause that a service asks for outlasts this process. */
    private void remember(Instant heldUntil) {
        for (Run run : underWay.values()) {
            try {
                progress.hold(run.getSync(), heldUntil);
            } catch (StateStoreException e) {
                LOG.debug("The pause of sync '{}' could not be stored", run.getSync(), e);
            }
        }
    }

    /** Ends a run: records it, gives the lease back and tells the listeners. */
    public void end(Run run) {
        if (run.targets().isAnyLeft()) {
            run.stop(RunOutcome.UNREACHABLE, run.targets().reason());
        }
        if (run.getId() != 0) {
            try {
                record(run);
                leases.giveBack(run.getSync());
            } catch (StateStoreException e) {
                // nothing is lost: a run without an end is taken for interrupted, and its lease ends by itself
                run.stop(RunOutcome.FAILED, e.getMessage());
            } finally {
                underWay.remove(run.getSync(), run);
                leases.forget(run.getSync());
            }
        }
        listeners.forEach(listener -> listener.ended(run));
    }

    private void record(Run run) {
        RunCounts counts = run.counts(clock.instant());
        runs.finish(run.getId(), new RunSummary(run.outcome().label(), run.reason(),
                counts.seen(), counts.created(), counts.updated(), counts.unchanged(), counts.archived(),
                counts.failed(), counts.jiraRequests(), counts.targetRequests()));
        if (run.outcome() == RunOutcome.FINISHED) {
            progress.finished(run.getSync());
            if (run.request().byHand()) {
                progress.resume(run.getSync());
            }
        }
    }

    /** How many issues of a sync wait in dead letters. */
    public long deadLetters(String sync) {
        return deadLetters.count(sync);
    }

    private void lost(String sync, RuntimeException reason) {
        Run run = underWay.get(sync);
        if (run != null) {
            fail(run, reason);
        }
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    /** The runs end when the context begins to stop: it would wait for all issues of the page in hand otherwise. */
    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
        camelContext.getManagementStrategy().addEventNotifier(new StoppingNotifier(this::stopAll));
    }

    /** Ends the runs under way at the next issue; nothing is lost, the next run goes on. */
    private void stopAll() {
        underWay.values().forEach(run -> run.stop(RunOutcome.STOPPED, "the process was told to stop"));
        gates.close();
    }

    @Override
    public void close() {
        stopAll();
        leases.close();
    }
}
