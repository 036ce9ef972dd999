package io.github.cameljirasync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.jira.MappedFields;
import io.github.cameljirasync.state.Progress;
import io.github.cameljirasync.state.StateStore;
import io.github.cameljirasync.state.StateStoreException;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.support.ResourceHelper;
import org.quartz.CronExpression;

/** What can be verified without the network, unless the state store is a server. */
final class LocalChecks {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm:ss z",
            java.util.Locale.ENGLISH);

    private final Bundle bundle;
    private final RouteFolder folder;
    private final CheckList list;

    LocalChecks(Bundle bundle, RouteFolder folder, CheckList list) {
        this.bundle = bundle;
        this.folder = folder;
        this.list = list;
    }

    void run() throws Exception {
        for (String mapping : folder.syncFiles(bundle.settings()).mappings()) {
            MappedFields.resources(bundle.context().resolvePropertyPlaceholders(mapping)).forEach(this::mapping);
        }
        for (Map.Entry<String, Route> tick : bundle.ticks().entrySet()) {
            schedule(tick.getKey(), ((QuartzEndpoint) tick.getValue().getEndpoint()).getCron());
        }
        state();
    }

    private void mapping(String resource) {
        try {
            List<RouteFileProblem> problems = new RouteFiles(bundle.context()).among(folder.referred())
                    .checkMapping(resource, text(bundle.context(), resource));
            if (problems.isEmpty()) {
                list.right("Mapping: " + resource + " compiles");
            }
            problems.forEach(problem -> list.wrong("Mapping: " + problem, ExitStatus.MISCONFIGURED));
        } catch (IOException e) {
            list.wrong("Mapping: " + resource + " can't be read.", ExitStatus.MISCONFIGURED);
        }
    }

    static String text(CamelContext camel, String resource) throws IOException {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(camel, resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void schedule(String sync, String cron) throws Exception {
        Instant now = Instant.now();
        Instant next = new CronExpression(cron).getNextValidTimeAfter(java.util.Date.from(now)).toInstant();
        list.right("Schedule: sync %s runs at '%s', next on %s, in %s".formatted(sync, cron,
                TIME.format(next.atZone(ZoneId.systemDefault())), Summary.time(Duration.between(now, next)
                        .truncatedTo(ChronoUnit.SECONDS))));
    }

    private void state() {
        StateStore store = bundle.bean("jiraSyncState", StateStore.class);
        try {
            store.open();
            list.right("State: " + store.url() + " is open, its schema has version " + store.schemaVersion());
            Progress progress = bundle.bean("jiraSyncProgress", Progress.class);
            for (String sync : bundle.ticks().keySet()) {
                progress.paused(sync).ifPresent(pause -> list.note("State: sync " + sync + " is paused since "
                        + pause.at() + ": " + pause.reason() + "; the next 'once' or start of 'run' tries again"));
            }
        } catch (StateStoreException e) {
            list.wrong("State", e, "");
        }
    }
}
