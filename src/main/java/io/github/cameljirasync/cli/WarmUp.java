package io.github.cameljirasync.cli;

import javax.net.ssl.SSLContext;

import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads what every sync needs while Camel reads the routes, so that a start uses a second processor: the trusted
 * certificates, jq with its functions, and the library of SQLite. Whoever needs one of them before it is there waits for
 * it, and one that can't be loaded is reported by whoever needs it.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private WarmUp() {
    }

    /** Starts to load in the background. */
    static void begin() {
        Thread thread = new Thread(WarmUp::load, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        try {
            SSLContext.getDefault();
            Scope.newEmptyScope();
            JsonQuery.compile(".", Versions.JQ_1_6);
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            LOG.debug("Not everything could be loaded before it is needed", e);
        }
    }
}
