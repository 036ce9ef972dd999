package io.github.cameljirasync.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.cameljirasync.cli.RunningBundle;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Issue;
import io.github.cameljirasync.sandbox.priorityvote.Initiative;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.Pause;
import io.github.cameljirasync.state.Progress;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sandbox and the bundle that syncs it, on a state store in a folder of the test. {@link #restart()} stands for a new
 * process on the same store; closing it checks that the sync has kept its manners.
 */
final class SyncFixture implements AutoCloseable {

    static final String SYNC = "priority-vote";
    static final String PROJECT = "SHOP";

    private final Path folder;
    private final Map<String, String> settings = new TreeMap<>();
    private final Sandbox sandbox;
    private RunningBundle bundle;

    SyncFixture(Path folder, SandboxOptions options) {
        this.folder = folder;
        sandbox = Sandbox.start(options);
        sandbox.environment().forEach((name, value) ->
                settings.put(name.toLowerCase(Locale.ROOT).replace('_', '.').replace("backlog.id", "backlog-id")
                        .replace("priority.vote.", "priority-vote."), value));
        settings.put("state.url", "jdbc:sqlite:" + folder.resolve("state.db"));
        settings.put("jira.requests-per-second", "0");
        settings.put("priority-vote.requests-per-second", "100000");
        settings.put("sync.retry-delay", "2");
        settings.put("sync.longest-retry-delay", "8");
        sandbox.issues().addProject(PROJECT, "Web shop");
    }

    /** Changes a setting; takes effect with the next start. */
    SyncFixture with(String setting, Object value) {
        settings.put(setting, value.toString());
        return this;
    }

    Map<String, String> settings() {
        return settings;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** The usual mapping with another step behind it; takes effect with the next start. */
    SyncFixture mapping(String jq) {
        Path mappings = folder.resolve("mappings");
        try {
            Files.createDirectories(mappings);
            Files.writeString(mappings.resolve("priority-vote.jq"),
                    Files.readString(Path.of("routes/mappings/priority-vote.jq")) + "| " + jq + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return with("sync.mappings", "file:" + mappings);
    }

    /** Gives the sync route files of its own: those of the project, with something in the beans changed. */
    SyncFixture withRoutes(UnaryOperator<String> change) {
        Path routes = Path.of("routes");
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("routes").resolve(routes.relativize(file));
                Files.createDirectories(copy.getParent());
                String text = Files.readString(file);
                Files.writeString(copy, file.endsWith("beans.camel.yaml") ? change.apply(text) : text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
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

    /** What a person's command does. */
    Run byHand() {
        return bundle().run(new RunRequest(false, false, 0, true));
    }

    /** A new process on the same state store, with the settings as they are now. */
    SyncFixture restart() {
        stop();
        return this;
    }

    /** The state store is lost. */
    void forgetState() throws IOException {
        stop();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("state.db")).toList()) {
                Files.delete(file);
            }
        }
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

    /** Adds issues of one second each, the newest updated now. */
    void addMany(int count) {
        Instant now = Instant.now();
        for (int i = 1; i <= count; i++) {
            int number = i;
            sandbox.issues().add(PROJECT, issue -> issue.summary("Issue number " + number)
                    .updated(now.minus(Duration.ofSeconds(count - number))));
        }
    }

    void rename(String key, String summary) {
        sandbox.issues().change(key, issue -> issue.summary(summary));
    }

    /** The initiative of an issue's key. */
    Initiative initiative(String key) {
        return sandbox.initiatives().findByRef("jira", key).orElseThrow(() ->
                new AssertionError("there is no initiative of " + key));
    }

    /** Asserts that each live issue has one initiative with its present title, and that there are no others. */
    void assertMirrored() {
        Map<String, String> titles = new TreeMap<>();
        sandbox.issues().all().stream().filter(issue -> !issue.archived())
                .forEach(issue -> titles.put(issue.key(), issue.summary()));
        Map<String, String> mirrored = new TreeMap<>();
        sandbox.initiatives().all().stream().filter(one -> !one.archived())
                .forEach(one -> mirrored.put(one.externalRef(), one.title()));
        assertThat(mirrored).isEqualTo(titles);
    }

    /** Requests to the target as "METHOD status" and how many of them. */
    Map<String, Long> targetRequests() {
        return requests(RemoteSystem.PRIORITY_VOTE);
    }

    /** Requests to Jira as "METHOD status" and how many of them. */
    Map<String, Long> jiraRequests() {
        return requests(RemoteSystem.JIRA);
    }

    private Map<String, Long> requests(RemoteSystem system) {
        Map<String, Long> counts = new TreeMap<>();
        String prefix = system.id() + " ";
        sandbox.requests().counters().forEach((name, count) -> {
            if (name.startsWith(prefix)) {
                counts.put(name.substring(prefix.length()), count);
            }
        });
        return counts;
    }

    /** Writes to the target in the order of their arrival. */
    List<RecordedRequest> writes() {
        return sandbox.requests().matching(request -> request.system() == RemoteSystem.PRIORITY_VOTE
                && !request.method().equals("GET"));
    }

    /** Forgets the requests so far. */
    SyncFixture forgetRequests() {
        sandbox.requests().clear();
        return this;
    }

    List<DeadLetter> deadLetters() {
        return bundle().bean("jiraSyncDeadLetters", DeadLetters.class).list(SYNC, 1000);
    }

    /** Up to where the sync has come; empty while it has not come anywhere. */
    Optional<Instant> watermark() {
        try (Connection state = DriverManager.getConnection(settings.get("state.url"));
                Statement statement = state.createStatement();
                ResultSet row = statement.executeQuery("SELECT watermark FROM jira_sync_progress")) {
            return row.next() && row.getLong(1) > 0 ? Optional.of(Instant.ofEpochMilli(row.getLong(1)))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new AssertionError("the watermark can't be read", e);
        }
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

    Pause pause() {
        return bundle().bean("jiraSyncProgress", Progress.class).paused(SYNC).orElse(null);
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
