package io.github.cameljirasync.run;

import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.CronExpression;

/**
 * A sync of a Camel context, by the tick that starts its runs.
 *
 * @param name name of the sync
 * @param cron Quartz cron expression of its tick, in the time zone of the machine
 */
record ScheduledSync(String name, String cron) {

    private static final String GROUP = "jira-sync";

    /** The syncs whose routes the context holds now. */
    static List<ScheduledSync> in(CamelContext context) {
        return context.getRoutes().stream()
                .map(Route::getEndpoint)
                .filter(QuartzEndpoint.class::isInstance)
                .map(QuartzEndpoint.class::cast)
                .filter(tick -> GROUP.equals(tick.getGroupName()))
                .map(tick -> new ScheduledSync(tick.getTriggerName(), tick.getCron()))
                .toList();
    }

    /** The moment of the given tick after a moment; empty when the schedule ends before. */
    Optional<Instant> tick(int number, Instant after) {
        try {
            CronExpression schedule = new CronExpression(cron);
            Date tick = Date.from(after);
            for (int i = 0; i < number && tick != null; i++) {
                tick = schedule.getNextValidTimeAfter(tick);
            }
            return Optional.ofNullable(tick).map(Date::toInstant);
        } catch (ParseException e) {
            throw new IllegalStateException("the schedule '" + cron + "' of sync '" + name + "' is no cron expression", e);
        }
    }
}
