package io.github.cameljirasync.http;

import java.util.concurrent.atomic.LongAdder;

/** How many requests one run has sent to Jira and to the target. */
public final class RequestCounts {

    /** The exchange variable in which a run's counts travel with each of its exchanges. */
    public static final String VARIABLE = "jiraSyncRequests";

    private final LongAdder jira = new LongAdder();
    private final LongAdder target = new LongAdder();

    void count(String system) {
        (Caller.JIRA.equals(system) ? jira : target).increment();
    }

    public long toJira() {
        return jira.sum();
    }

    public long toTarget() {
        return target.sum();
    }
}
