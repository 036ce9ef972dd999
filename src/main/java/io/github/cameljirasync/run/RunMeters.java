package io.github.cameljirasync.run;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.cameljirasync.http.Meters;
import io.github.cameljirasync.state.Progress;
import io.github.cameljirasync.state.RunRecord;
import io.github.cameljirasync.state.Runs;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.StartupListener;

/** Measures the syncs of a Camel context where meters are wanted, from its start on. Previews are not measured. */
public final class RunMeters implements RunListener, CamelContextAware, StartupListener {

    private final SyncRuns runs;
    private final Meters meters;
    private final Clock clock;
    private final SyncMeters.Stored stored;
    private final Map<String, SyncMeters> bySync = new ConcurrentHashMap<>();
    private CamelContext camelContext;

    public RunMeters(SyncRuns runs, Progress progress, Runs history, Meters meters, Clock clock) {
        this.runs = runs;
        this.meters = meters;
        this.clock = clock;
        this.stored = new FromStore(runs, progress, history);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
        try {
            camelContext.addStartupListener(this);
        } catch (Exception e) {
            throw new IllegalStateException("the runs can't be measured", e);
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // Camel Main creates the beans of a YAML file twice and keeps the later ones
        if (meters.areWanted() && context.getRegistry().findByType(RunMeters.class).contains(this)) {
            runs.listen(this);
            ScheduledSync.in(context).forEach(sync -> of(sync.name()));
        }
    }

    @Override
    public void begun(Run run) {
        if (run.getId() != 0) {
            of(run.getSync()).begun(run);
        }
    }

    @Override
    public void ended(Run run) {
        if (!run.request().preview()) {
            of(run.getSync()).ended(run);
        }
    }

    private SyncMeters of(String sync) {
        return bySync.computeIfAbsent(sync, name -> new SyncMeters(name, meters, stored, clock));
    }

    /** Reads only when a meter is read. */
    private record FromStore(SyncRuns runs, Progress progress, Runs history) implements SyncMeters.Stored {

        @Override
        public Instant dealtWithUpTo(String sync) {
            Instant finished = history.lastOf(sync, RunOutcome.FINISHED.label()).map(RunRecord::startedAt)
                    .or(() -> progress.lastFinished(sync)).orElse(null);
            return Stream.of(finished, progress.watermark(sync).orElse(null))
                    .filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
        }

        @Override
        public long deadLetters(String sync) {
            return runs.deadLetters(sync);
        }
    }
}
