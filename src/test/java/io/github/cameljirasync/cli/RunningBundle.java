package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import org.apache.camel.Route;

/** A started bundle with one sync, for tests outside this package. */
public final class RunningBundle implements AutoCloseable {

    private final Bundle bundle;

    /** Starts the bundle without its clock. */
    public RunningBundle(Path folder, Map<String, String> settings) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        try {
            bundle = Bundle.start(new Shell(folder, Map.of(), nowhere, nowhere, false), Bundle.Part.ROUTES, settings);
        } catch (Exception e) {
            throw new AssertionError("the bundle did not start", e);
        }
    }

    /** The names of the syncs that were built. */
    public Set<String> syncs() {
        return bundle.ticks().keySet();
    }

    /** Runs the first sync as its tick would. */
    public Run run(RunRequest request) {
        return run(bundle.ticks().keySet().iterator().next(), request);
    }

    /** Runs a sync as its tick would. */
    public Run run(String sync, RunRequest request) {
        Route tick = bundle.ticks().get(sync);
        try {
            return bundle.run(tick, request);
        } catch (Exception e) {
            throw new AssertionError("the run of " + tick.getRouteId() + " threw", e);
        }
    }

    /** A bean of the bundle by its name. */
    public <T> T bean(String name, Class<T> type) {
        return bundle.bean(name, type);
    }

    @Override
    public void close() {
        bundle.close();
    }
}
