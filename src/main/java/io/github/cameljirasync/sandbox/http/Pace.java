package io.github.cameljirasync.sandbox.http;

/**
 * Measures whether requests keep a rate: requests may come up to {@value #TOLERANCE_MILLIS} ms early (transport is not
 * even), but what one takes in advance the next ones have to give back, so the rate holds over any longer time.
 */
public final class Pace {

    static final long TOLERANCE_MILLIS = 250;

    private final double intervalMillis;
    private double nextDue;

    /** @param perSecond the allowed rate; 0 means any */
    public Pace(double perSecond) {
        this.intervalMillis = perSecond <= 0 ? 0 : 1000.0 / perSecond;
    }

    /**
     * Takes one request into account if the rate allows it.
     *
     * @param now milliseconds since 1970
     * @return 0 when the request keeps the rate, else the milliseconds that it came too early
     */
    public synchronized long take(long now) {
        if (intervalMillis == 0) {
            return 0;
        }
        double early = nextDue - TOLERANCE_MILLIS - now;
        if (early > 0) {
            return Math.max(1, (long) Math.ceil(early));
        }
        nextDue = Math.max(now, nextDue) + intervalMillis;
        return 0;
    }
}
