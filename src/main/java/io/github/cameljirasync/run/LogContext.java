package io.github.cameljirasync.run;

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.MDC;

/** Names sync, run and issue in the MDC, so that every log line written for them can be found by them. */
public final class LogContext {

    /** Name of the sync in hand. */
    public static final String SYNC = "sync";
    /** Number of the run in hand; absent for a preview. */
    public static final String RUN = "run";
    /** Key of the issue in hand. */
    public static final String ISSUE = "issue";

    private static final Synchronization CLEAR = new SynchronizationAdapter() {
        @Override
        public void onDone(Exchange exchange) {
            clear();
        }

        @Override
        public boolean allowHandover() {
            return false;
        }
    };

    private LogContext() {
    }

    /** Names an issue in the log lines of this thread until its exchange is done. */
    public static void open(Exchange issue, Run run, String key) {
        put(run, key);
        issue.getExchangeExtension().addOnCompletion(CLEAR);
    }

    /** Writes log lines in the name of a run, whatever thread this is. */
    static void within(Run run, Runnable lines) {
        within(run, null, lines);
    }

    /**
     * Writes log lines in the name of a run and an issue, whatever thread this is.
     *
     * @param key key of the issue; may be null
     */
    public static void within(Run run, String key, Runnable lines) {
        Map<String, String> before = new HashMap<>();
        for (String name : new String[] {SYNC, RUN, ISSUE}) {
            before.put(name, MDC.get(name));
        }
        clear();
        put(run, key);
        try {
            lines.run();
        } finally {
            before.forEach(LogContext::restore);
        }
    }

    private static void put(Run run, String key) {
        MDC.put(SYNC, run.getSync());
        if (run.getId() != 0) {
            MDC.put(RUN, Long.toString(run.getId()));
        }
        if (key != null) {
            MDC.put(ISSUE, key);
        }
    }

    private static void restore(String name, String value) {
        if (value == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, value);
        }
    }

    private static void clear() {
        MDC.remove(SYNC);
        MDC.remove(RUN);
        MDC.remove(ISSUE);
    }
}
