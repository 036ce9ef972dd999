package io.github.cameljirasync.run;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One log line for each run that had something to do or did not end well. */
final class RunLog implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private final Clock clock;

    RunLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void ended(Run run) {
        if (!run.request().preview()) {
            LogContext.within(run, () -> write(run));
        }
    }

    private void write(Run run) {
        int untold = run.toldFailures() - Run.FAILURES_TOLD;
        if (untold > 0) {
            LOG.warn("{} more issues were not delivered in this run; 'dead-letters list' shows all that wait", untold);
        }
        RunCounts counts = run.counts(clock.instant());
        String text = "%d issues seen: %d created, %d updated, %d unchanged, %d archived, %d failed, %d waiting; %d ms".formatted(
                counts.seen(), counts.created(), counts.updated(), counts.unchanged(), counts.archived(),
                counts.failed(), counts.waiting(), counts.duration().toMillis());
        if (run.outcome() == RunOutcome.FINISHED) {
            LOG.atLevel(counts.done() > counts.unchanged() + counts.waiting() ? Level.INFO : Level.DEBUG)
                    .log("Sync '{}' finished, {}", run.getSync(), text);
        } else if (run.outcome() == RunOutcome.PAUSED) {
            // said when it was paused, and again by health
            LOG.debug("Sync '{}' is paused: {}", run.getSync(), run.reason());
        } else if (run.outcome() == RunOutcome.BUSY || run.outcome() == RunOutcome.STOPPED) {
            LOG.info("Sync '{}' ended as {}: {}; {}", run.getSync(), run.outcome(), run.reason(), text);
        } else {
            LOG.warn("Sync '{}' ended as {}: {}; {}", run.getSync(), run.outcome(), run.reason(), text);
        }
    }
}
