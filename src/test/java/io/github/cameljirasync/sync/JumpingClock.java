package io.github.cameljirasync.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The clock of a machine that somebody sets while the bundle runs; put in the place of its clock in the route files. */
public final class JumpingClock extends Clock {

    private static final AtomicLong AHEAD = new AtomicLong();

    /** Sets the clock forward, or back. */
    static void jump(Duration by) {
        AHEAD.addAndGet(by.toMillis());
    }

    /** Makes the clock right again. */
    static void reset() {
        AHEAD.set(0);
    }

    /** The beans of the bundle with this clock. */
    static String inBeans(String beans) {
        return beans.replace("type: java.time.Clock\n      factoryMethod: systemUTC", "type: " + JumpingClock.class.getName());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(System.currentTimeMillis() + AHEAD.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
