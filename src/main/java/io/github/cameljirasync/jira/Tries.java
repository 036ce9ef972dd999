package io.github.cameljirasync.jira;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How often one request to Jira is tried.
 *
 * @param most             tries, the first one included
 * @param firstDelayMillis about how long to wait before the second one; doubled for each further one
 */
record Tries(int most, long firstDelayMillis) {

    private static final long LONGEST_DELAY_MILLIS = 30_000;

    /** How long to wait after so many tries, in milliseconds: doubling, with jitter. */
    long delayMillis(int tries) {
        long longest = Math.min(LONGEST_DELAY_MILLIS, firstDelayMillis << Math.min(tries - 1, 10));
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }
}
