package io.github.cameljirasync.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.github.cameljirasync.http.TryAgainException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Sets the delay before a failed step is tried again: doubling from try to try, with jitter, or until the moment that
 * the service has named. Camel's own back-off has no jitter. Used as {@code onExceptionOccurredRef}, which runs before
 * the delay.
 */
public final class BackOff implements Processor {

    /** Set for an issue whose delivery has failed at least once in this run. */
    static final String TRIED = "jiraSyncTried";

    private final long firstMillis;
    private final long longestMillis;
    private final Clock clock;

    /**
     * @param firstMillis   about how long to wait before the second try, in milliseconds
     * @param longestMillis the longest wait, in milliseconds
     */
    public BackOff(long firstMillis, long longestMillis) {
        this(firstMillis, longestMillis, Clock.systemUTC());
    }

    BackOff(long firstMillis, long longestMillis, Clock clock) {
        this.firstMillis = firstMillis;
        this.longestMillis = longestMillis;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        FailedStep.note(exchange);
        exchange.setVariable(TRIED, true);
        int tries = exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        // the gate holds every request until that moment anyway, so here a short wait is enough
        boolean gateWaits = failure instanceof TryAgainException again && again.notBefore()
                .filter(moment -> Duration.between(clock.instant(), moment).toMillis() > 0).isPresent();
        exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, gateWaits ? 1 : delayMillis(tries));
    }

    long delayMillis(int tries) {
        long longest = Math.min(longestMillis, firstMillis << Math.min(Math.max(tries - 1, 0), 20));
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }
}
