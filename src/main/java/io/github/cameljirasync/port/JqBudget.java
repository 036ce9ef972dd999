package io.github.cameljirasync.port;

import java.time.Duration;

/** How much one expression may do with one record. */
final class JqBudget {

    static final int STEPS = 1_000_000;
    static final Duration TIME = Duration.ofSeconds(10);
    private static final int BETWEEN_LOOKS = 1024;

    private final long deadline = System.nanoTime() + TIME.toNanos();
    private int steps;

    /** One call of a function, or one of its outputs. */
    void step() {
        if (++steps > STEPS) {
            throw new ExceededException("it took more than " + STEPS + " steps");
        }
        if (steps % BETWEEN_LOOKS == 0 && System.nanoTime() - deadline > 0) {
            throw new ExceededException("it took longer than " + TIME.toSeconds() + " seconds");
        }
    }

    /** The next step is one too many. */
    void useUp() {
        steps = STEPS;
    }

    /** No exception of jq, so that the expression itself can't catch it. */
    static final class ExceededException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ExceededException(String message) {
            super(message, null, false, false);
        }
    }
}
