package io.github.cameljirasync.sandbox.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** The faults that are switched on. Safe for use from any thread. */
public final class Faults {

    private final List<Active> active = new ArrayList<>();
    private final Random random;

    /** @param seed makes the faults with a probability repeatable */
    public Faults(long seed) {
        this.random = new Random(seed);
    }

    /** Switches a fault on. Several may be on; the oldest that matches hits a request. */
    public synchronized void add(Fault fault) {
        active.add(new Active(fault));
    }

    /** Switches all faults off. */
    public synchronized void clear() {
        active.clear();
    }

    /** Those still switched on, oldest first, as sentences with what is left of each. */
    public synchronized List<String> active() {
        return active.stream().map(Active::toString).toList();
    }

    /** The fault that hits this request, or null. */
    synchronized Fault pick(Call call) {
        if (active.isEmpty()) {
            return null;
        }
        for (Iterator<Active> all = active.iterator(); all.hasNext();) {
            Active one = all.next();
            if (one.fault.matches(call)
                    && (one.fault.probability() >= 1 || random.nextDouble() < one.fault.probability())) {
                if (one.left != Integer.MAX_VALUE && --one.left == 0) {
                    all.remove();
                }
                return one.fault;
            }
        }
        return null;
    }

    private static final class Active {
        private final Fault fault;
        private int left;

        private Active(Fault fault) {
            this.fault = fault;
            this.left = fault.times();
        }

        @Override
        public String toString() {
            return fault + (left == Integer.MAX_VALUE ? ", always" : ", " + left + " more times")
                    + (fault.probability() < 1 ? ", with probability " + fault.probability() : "");
        }
    }
}
