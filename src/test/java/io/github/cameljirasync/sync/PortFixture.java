package io.github.cameljirasync.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.cameljirasync.cli.RunningBundle;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Issue;
import io.github.cameljirasync.sandbox.port.Entity;
import io.github.cameljirasync.sandbox.port.PortEvent;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.Pause;
import io.github.cameljirasync.state.Progress;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sandbox and the bundle that syncs it into Port, on a state store in a folder of the test. {@link #restart()} stands
 * for a new process on the same store; closing it checks that the sync has kept its manners.
 */
final class PortFixture implements AutoCloseable {

    static final String SYNC = "port";
    static final String PROJECT = "SHOP";

    private static final Path SHIPPED = Path.of("routes/mappings/port-app-config.yml");

    private final Path folder;
    private final Map<String, String> settings = new TreeMap<>();
    private final Sandbox sandbox;
    private RunningBundle bundle;

    PortFixture(Path folder, SandboxOptions options) {
        this.folder = folder;
        sandbox = Sandbox.start(options);
        Map<String, String> all = sandbox.environment();
        settings.put("sync.enabled", SYNC);
        for (String name : List.of("JIRA_URL", "JIRA_API", "JIRA_EMAIL", "JIRA_TOKEN", "PORT_URL")) {
            settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), all.get(name));
        }
        settings.put("port.client-id", all.get("PORT_CLIENT_ID"));
        settings.put("port.client-secret", all.get("PORT_CLIENT_SECRET"));
        settings.put("state.url", "jdbc:sqlite:" + folder.resolve("state.db"));
        settings.put("jira.requests-per-second", "0");
        settings.put("port.requests-per-second", "0");
        settings.put("sync.retry-delay", "2");
        settings.put("sync.longest-retry-delay", "8");
        mapping(text -> text);
        sandbox.issues().addProject(PROJECT, "Web shop");
    }

    /** Changes a setting; takes effect with the next start. */
    PortFixture with(String setting, Object value) {
        settings.put(setting, value.toString());
        return this;
    }

    Map<String, String> settings() {
        return settings;
    }

    Sandbox sandbox() {
        return sandbox;
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
            Path file = folder.resolve("mapping.yml");
            Files.writeString(file, yaml);
            return with("port.mapping", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle, started when it is needed first. */
    RunningBundle bundle() {
        if (bundle == null) {
            bundle = new RunningBundle(folder, settings);
        }
        return bundle;
    }

    /** What a tick of the clock does. */
    Run once() {
        return bundle().run(RunRequest.tick());
    }

    /** Reads everything and reconciles, as a person asks for. */
    Run full(boolean force) {
        return bundle().run(new RunRequest(true, false, 0, true, force));
    }

    /** What a person's command does. */
    Run byHand() {
        return bundle().run(new RunRequest(false, false, 0, true));
    }

    /** A new process on the same state store, with the settings as they are now. */
    PortFixture restart() {
        stop();
        return this;
    }

    void stop() {
        if (bundle != null) {
            bundle.close();
            bundle = null;
        }
    }

    Issue add(String summary) {
        return sandbox.issues().add(PROJECT, issue -> issue.summary(summary));
    }

    void addMany(int count) {
        for (int i = 1; i <= count; i++) {
            add("Issue number " + i);
        }
    }

    void rename(String key, String summary) {
        sandbox.issues().change(key, issue -> issue.summary(summary));
    }

    Entity entity(String blueprint, String identifier) {
        return sandbox.portEntities().find(blueprint, identifier)
                .orElseThrow(() -> new AssertionError("there is no " + blueprint + " " + identifier));
    }

    Set<String> identifiers(String blueprint) {
        return sandbox.portEntities().of(blueprint).stream().map(Entity::identifier)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Asserts that each live issue has one entity with its present summary, and that there are no others. */
    void assertMirrored() {
        Map<String, String> titles = new TreeMap<>();
        sandbox.issues().all().stream().filter(issue -> !issue.archived())
                .forEach(issue -> titles.put(issue.key(), issue.summary()));
        Map<String, String> mirrored = new TreeMap<>();
        sandbox.portEntities().of("jiraIssue").forEach(one -> mirrored.put(one.identifier(), one.title()));
        assertThat(mirrored).isEqualTo(titles);
    }

    long count(PortEvent event) {
        return sandbox.port().counters().count(event);
    }

    /** Requests to Port as "METHOD status" and how many of them. */
    Map<String, Long> requests() {
        Map<String, Long> counts = new TreeMap<>();
        sandbox.requests().counters().forEach((name, count) -> {
            if (name.startsWith("port ")) {
                counts.put(name.substring("port ".length()), count);
            }
        });
        return counts;
    }

    /** Requests to Port whose path ends so, in the order of their arrival. */
    List<RecordedRequest> requestsTo(String end) {
        return sandbox.requests().matching(request -> request.system() == RemoteSystem.PORT && request.path().endsWith(end));
    }

    /** Forgets the requests and the counts so far. */
    PortFixture forgetRequests() {
        sandbox.requests().clear();
        sandbox.port().counters().reset();
        return this;
    }

    List<DeadLetter> deadLetters() {
        return bundle().bean("jiraSyncDeadLetters", DeadLetters.class).list(SYNC, 1000);
    }

    Pause pause() {
        return bundle().bean("jiraSyncProgress", Progress.class).paused(SYNC).orElse(null);
    }

    /** Changes the state store behind the back of the sync. */
    void execute(String sql) {
        try (Connection state = DriverManager.getConnection(settings.get("state.url"));
                Statement statement = state.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError("the state can't be changed", e);
        }
    }

    @Override
    public void close() {
        try {
            stop();
            assertThat(sandbox.violations()).isEmpty();
        } finally {
            sandbox.close();
        }
    }
}
