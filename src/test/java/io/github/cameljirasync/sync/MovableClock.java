package io.github.cameljirasync.sync;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that shows what a test has put into the first place of an array. */
final class MovableClock extends Clock {

    private final Instant[] now;

    MovableClock(Instant[] now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now[0];
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
