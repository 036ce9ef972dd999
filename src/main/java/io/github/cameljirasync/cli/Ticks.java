package io.github.cameljirasync.cli;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.GroupMatcher;

/** The clock that starts the runs of a bundle. */
final class Ticks {

    private final CamelContext context;
    private boolean held;

    Ticks(CamelContext context) {
        this.context = context;
    }

    /** Lets no run begin until {@link #goOn()}; does nothing to a clock that stands still anyway. */
    synchronized void hold() throws SchedulerException {
        Scheduler scheduler = scheduler();
        if (!scheduler.isInStandbyMode()) {
            scheduler.standby();
            held = true;
        }
    }

    synchronized void goOn() throws SchedulerException {
        if (held) {
            held = false;
            scheduler().start();
        }
    }

    /** Whether no run is under way, be it of the clock or by hand. */
    boolean isQuiet() throws SchedulerException {
        return scheduler().getCurrentlyExecutingJobs().isEmpty() && context.getInflightRepository().size() == 0;
    }

    /**
     * Forgets every run that is planned. A route that ends takes its own trigger out and leaves its job there when the
     * job was also told to begin at once, so that a new route could not add it.
     */
    void forget() throws SchedulerException {
        Scheduler scheduler = scheduler();
        scheduler.deleteJobs(List.copyOf(scheduler.getJobKeys(GroupMatcher.jobGroupEquals(Bundle.GROUP))));
    }

    /** Lets the runs of all syncs begin now, unless the clock stands still. */
    void beginAtOnce(Iterable<String> syncs) throws SchedulerException {
        Scheduler scheduler = scheduler();
        if (!scheduler.isInStandbyMode()) {
            for (String sync : syncs) {
                scheduler.triggerJob(new JobKey(sync, Bundle.GROUP));
            }
        }
    }

    private Scheduler scheduler() {
        return context.getComponent("quartz", QuartzComponent.class).getScheduler();
    }
}
