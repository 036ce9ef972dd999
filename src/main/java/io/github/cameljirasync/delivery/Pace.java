package io.github.cameljirasync.delivery;

/**
 * The pace of a target in the words of Camel's {@code throttle}, which takes whole permits a second: at least one, and
 * not so many that the permits themselves cost memory. Fractions, and what all syncs under one credential share, are
 * kept by the rate gate of the credential.
 */
public final class Pace {

    private static final int MOST_PERMITS = 10_000;

    private double requestsPerSecond = 1;

    /** @param requestsPerSecond pace of the target; 0 lifts the limit */
    public void setRequestsPerSecond(double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    /** True when there is no limit that the throttle could hold, so that it need not stand in the way. */
    public boolean lifted() {
        return requestsPerSecond <= 0 || requestsPerSecond > MOST_PERMITS;
    }

    /** Deliveries that may begin within a second. */
    public int permits() {
        return requestsPerSecond <= 0 ? MOST_PERMITS
                : (int) Math.max(1, Math.min(MOST_PERMITS, Math.floor(requestsPerSecond)));
    }
}
