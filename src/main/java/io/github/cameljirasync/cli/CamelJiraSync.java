package io.github.cameljirasync.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;

/** Entry point of the standalone jar. */
public final class CamelJiraSync {

    private CamelJiraSync() {
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("logback.configurationFile", "camel-jira-sync/logback.xml");
        long t = System.nanoTime();
        try (Bundle bundle = new Bundle(Path.of(""), false, Map.of())) {
            bundle.start();
            System.err.println("started in " + (System.nanoTime() - t) / 1_000_000 + " ms " + bundle.ticks());
            for (var tick : bundle.ticks().values()) {
                for (int i = 0; i < Integer.getInteger("n", 1); i++) {
                Run run = bundle.run(tick, new RunRequest(false, false, 0, true));
                System.err.println(run.outcome() + " " + run.reason() + " " + run.counts(Instant.now()));
                }
            }
        }
        System.exit(0);
    }
}
