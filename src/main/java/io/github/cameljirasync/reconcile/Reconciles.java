package io.github.cameljirasync.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.state.Census;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.Links;
import io.github.cameljirasync.state.Progress;
import org.apache.camel.util.TimeUtils;

/** Decides which runs end with a reconcile: those that a person wants to be full, and the first one of each day. */
public final class Reconciles {

    private final Census census;
    private final Links links;
    private final DeadLetters deadLetters;
    private final Progress progress;
    private final Clock clock;
    private Duration after = Duration.ofHours(24);

    public Reconciles(Census census, Links links, DeadLetters deadLetters, Progress progress, Clock clock) {
        this.census = census;
        this.links = links;
        this.deadLetters = deadLetters;
        this.progress = progress;
        this.clock = clock;
    }

    /** @param after how long after a reconcile the next one is due, such as {@code 24h} */
    public void setAfter(String after) {
        this.after = Duration.ofMillis(TimeUtils.toMilliSeconds(after.replace(" ", "")));
    }

    /**
     * The reconcile that a run is to end with; empty when none is due. Costs one look at the state store.
     *
     * @param readsAll  whether the run reads every issue of the filter anyway
     * @param removable the share of what was delivered that may be removed unasked
     */
    public Optional<Reconcile> due(Run run, boolean readsAll, double removable) {
        return isDue(run, readsAll) ? Optional.of(new Reconcile(run, census, links, deadLetters, progress, removable))
                : Optional.empty();
    }

    private boolean isDue(Run run, boolean readsAll) {
        if (run.request().preview() || run.request().limit() > 0 || run.request().apart() != null) {
            return false;
        }
        if (run.request().full()) {
            return links.any(run.getSync());
        }
        Instant now = clock.instant();
        // one in the future was dated by a clock that has been set back since
        return progress.lastReconciled(run.getSync())
                .map(last -> !last.plus(after).isAfter(now) || last.isAfter(now)).orElse(!readsAll);
    }
}
