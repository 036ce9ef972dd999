package io.github.cameljirasync.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.port.Entity;
import io.github.cameljirasync.sandbox.port.PortEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** The sync into Port. */
final class PortFixture extends BundleFixture<PortFixture> {

    static final String SYNC = "port";

    private static final Path SHIPPED = Path.of("routes/mappings/port-app-config.yml");

    PortFixture(Path folder, SandboxOptions options) {
        super(SYNC, folder, options);
        Map<String, String> all = sandbox().environment();
        with("sync.enabled", SYNC);
        for (String name : List.of("JIRA_URL", "JIRA_API", "JIRA_EMAIL", "JIRA_TOKEN", "PORT_URL")) {
            with(name.toLowerCase(Locale.ROOT).replace('_', '.'), all.get(name));
        }
        with("port.client-id", all.get("PORT_CLIENT_ID"));
        with("port.client-secret", all.get("PORT_CLIENT_SECRET"));
        with("port.requests-per-second", 0);
        mapping(text -> text);
    }

    @Override
    PortFixture self() {
        return this;
    }

    /** Port's shipped mapping file with all issues and changes to its text; takes effect with the next start. */
    PortFixture mapping(UnaryOperator<String> change) {
        try {
            String shipped = Files.readString(SHIPPED).replaceAll("jql: .*", "jql: project is not EMPTY")
                    .replace("components: .fields.components", "components: .fields.components | map(.name)");
            return mappingFile(change.apply(shipped));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mapping file of its own; takes effect with the next start. */
    PortFixture mappingFile(String yaml) {
        try {
            Path file = folder().resolve("mapping.yml");
            Files.writeString(file, yaml);
            return with("port.mapping", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads everything and reconciles, as a person asks for. */
    Run full(boolean force) {
        return bundle().run(new RunRequest(true, false, 0, true, force));
    }

    void addMany(int count) {
        for (int i = 1; i <= count; i++) {
            add("Issue number " + i);
        }
    }

    Entity entity(String blueprint, String identifier) {
        return sandbox().portEntities().find(blueprint, identifier)
                .orElseThrow(() -> new AssertionError("there is no " + blueprint + " " + identifier));
    }

    Set<String> identifiers(String blueprint) {
        return sandbox().portEntities().of(blueprint).stream().map(Entity::identifier)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Asserts that each live issue has one entity with its present summary, and that there are no others. */
    void assertMirrored() {
        Map<String, String> titles = new TreeMap<>();
        liveIssues().forEach(issue -> titles.put(issue.key(), issue.summary()));
        Map<String, String> mirrored = new TreeMap<>();
        sandbox().portEntities().of("jiraIssue").forEach(one -> mirrored.put(one.identifier(), one.title()));
        assertThat(mirrored).isEqualTo(titles);
    }

    long count(PortEvent event) {
        return sandbox().port().counters().count(event);
    }

    /** Requests to Port as "METHOD status" and how many of them. */
    Map<String, Long> requests() {
        return requests(RemoteSystem.PORT);
    }

    /** Requests to Port whose path ends so, in the order of their arrival. */
    List<RecordedRequest> requestsTo(String end) {
        return sandbox().requests().matching(request -> request.system() == RemoteSystem.PORT && request.path().endsWith(end));
    }

    /** Forgets the requests and the counts so far. */
    @Override
    PortFixture forgetRequests() {
        sandbox().port().counters().reset();
        return super.forgetRequests();
    }
}
