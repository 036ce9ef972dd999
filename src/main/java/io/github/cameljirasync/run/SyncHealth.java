package io.github.cameljirasync.run;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.cameljirasync.state.Pause;
import io.github.cameljirasync.state.Progress;
import io.github.cameljirasync.state.RunSummary;
import io.github.cameljirasync.state.Runs;
import io.github.cameljirasync.state.StateStoreException;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Down, with one sentence for each reason, when a sync is paused by a refused credential or has not finished a run for
 * three of its ticks; a long first run counts as not finished. A readiness check: a restart would heal neither.
 */
public final class SyncHealth extends AbstractHealthCheck {

    private static final int TICKS = 3;

    private final Progress progress;
    private final Runs runs;
    private final Clock clock;
    private final Instant startedAt;

    public SyncHealth(Progress progress, Runs runs, Clock clock) {
        super("camel-jira-sync", "jira-sync");
        this.progress = progress;
        this.runs = runs;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        try {
            List<ScheduledSync> syncs = ScheduledSync.in(getCamelContext());
            syncs.forEach(sync -> describe(sync.name(), result));
            String reasons = syncs.stream().flatMap(sync -> complaint(sync).stream()).collect(Collectors.joining(" "));
            if (reasons.isEmpty()) {
                result.up();
            } else {
                result.message(reasons).down();
            }
        } catch (StateStoreException e) {
            result.message(e.getMessage()).down();
        }
    }

    private void describe(String sync, HealthCheckResultBuilder result) {
        result.detail(sync + ".last.finished", progress.lastFinished(sync).map(Instant::toString).orElse("never"));
        result.detail(sync + ".last.outcome", lastRun(sync).map(RunSummary::outcome).orElse("none"));
    }

    private Optional<String> complaint(ScheduledSync sync) {
        return progress.paused(sync.name()).map(pause -> paused(sync, pause)).or(() -> overdue(sync));
    }

    private static String paused(ScheduledSync sync, Pause pause) {
        return "Sync '%s' is paused since %s: %s.".formatted(sync.name(), pause.at(), pause.reason());
    }

    private Optional<String> overdue(ScheduledSync sync) {
        Optional<Instant> finished = progress.lastFinished(sync.name());
        Instant since = finished.filter(startedAt::isBefore).orElse(startedAt);
        return sync.tick(TICKS, since)
                .filter(tick -> !tick.isAfter(clock.instant()))
                .map(tick -> "Sync '%s' has not finished a run for %d ticks, since %s (its last run: %s).".formatted(
                        sync.name(), TICKS, since, lastRun(sync.name()).map(SyncHealth::sentence).orElse("none yet")));
    }

    private Optional<RunSummary> lastRun(String sync) {
        return runs.latest(1, sync).stream().findFirst().map(run -> run.summary());
    }

    private static String sentence(RunSummary run) {
        return run.reason() == null ? run.outcome() : run.outcome() + ", " + run.reason();
    }
}
