package io.github.cameljirasync.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.github.cameljirasync.http.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;

/**
 * The meters of one sync. Issues are counted by their runs alone; a meter adds them up when it is read, so an issue
 * costs nothing here.
 */
final class SyncMeters {

    private static final Map<String, ToLongFunction<RunCounts>> OUTCOMES = outcomes();

    private final Clock clock;
    private final Map<String, Long> ofEndedRuns = new LinkedHashMap<>();
    private final Map<RunOutcome, Counter> runs = new EnumMap<>(RunOutcome.class);
    private Run underWay;
    private double lastDuration = Double.NaN;

    /** What a sync's meters read from the state store. */
    interface Stored {

        /** The moment up to which everything is known to be dealt with; null when nothing is known. */
        Instant dealtWithUpTo(String sync);

        long deadLetters(String sync);
    }

    SyncMeters(String sync, Meters meters, Stored stored, Clock clock) {
        this.clock = clock;
        Tags tags = Tags.of("sync", sync);
        OUTCOMES.forEach((outcome, count) -> {
            ofEndedRuns.put(outcome, 0L);
            meters.counter("jira_sync_issues", "Issues by what became of them", tags.and("outcome", outcome), this,
                    all -> all.issues(outcome));
        });
        for (RunOutcome outcome : RunOutcome.values()) {
            runs.put(outcome, meters.counter("jira_sync_runs", "Runs by how they ended",
                    tags.and("outcome", outcome.label())));
        }
        meters.gauge("jira_sync_last_run_duration_seconds", "Duration of the last run of this process",
                tags, this, SyncMeters::lastDuration);
        meters.gauge("jira_sync_lag_seconds", "Time since the moment up to which every change in Jira is at the target"
                + " or in the dead letters: the start of the last finished run, or the update of the newest issue that"
                + " the run under way is known to have dealt with", tags, stored, all -> lag(all.dealtWithUpTo(sync)));
        meters.gauge("jira_sync_dead_letters", "Issues that wait in the dead letters", tags, stored,
                all -> all.deadLetters(sync));
    }

    synchronized void begun(Run run) {
        underWay = run;
    }

    synchronized void ended(Run run) {
        runs.get(run.outcome()).increment();
        if (run.getId() == 0) {
            return;
        }
        RunCounts counts = run.counts(clock.instant());
        ofEndedRuns.replaceAll((outcome, sum) -> sum + OUTCOMES.get(outcome).applyAsLong(counts));
        lastDuration = counts.duration().toMillis() / 1e3;
        if (underWay == run) {
            underWay = null;
        }
    }

    private synchronized double issues(String outcome) {
        long now = underWay == null ? 0 : OUTCOMES.get(outcome).applyAsLong(underWay.counts(clock.instant()));
        return ofEndedRuns.get(outcome) + now;
    }

    private synchronized double lastDuration() {
        return lastDuration;
    }

    private double lag(Instant upTo) {
        return upTo == null ? Double.NaN : Math.max(0, Duration.between(upTo, clock.instant()).toMillis() / 1e3);
    }

    private static Map<String, ToLongFunction<RunCounts>> outcomes() {
        Map<String, ToLongFunction<RunCounts>> outcomes = new LinkedHashMap<>();
        outcomes.put("created", RunCounts::created);
        outcomes.put("updated", RunCounts::updated);
        outcomes.put("unchanged", RunCounts::unchanged);
        outcomes.put("archived", RunCounts::archived);
        outcomes.put("failed", RunCounts::failed);
        return outcomes;
    }
}
