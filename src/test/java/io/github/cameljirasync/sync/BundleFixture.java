package io.github.cameljirasync.sync;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.cameljirasync.cli.RunningBundle;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.jira.Issue;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.DeadLetters;
import io.github.cameljirasync.state.Pause;
import io.github.cameljirasync.state.Progress;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sandbox and the bundle that syncs it, on a state store in a folder of the test. {@link #restart()} stands for a new
 * process on the same store; closing it checks that the sync has kept its manners.
 *
 * @param <F> the fixture itself
 */
abstract class BundleFixture<F extends BundleFixture<F>> implements AutoCloseable {

    static final String PROJECT = "SHOP";

    private final String sync;
    private final Path folder;
    private final Map<String, String> settings = new TreeMap<>();
    private final Sandbox sandbox;
    private RunningBundle bundle;

    /** @param sync the sync that is looked at */
    BundleFixture(String sync, Path folder, SandboxOptions options) {
        this.sync = sync;
        this.folder = folder;
        sandbox = Sandbox.start(options);
        settings.put("state.url", "jdbc:sqlite:" + folder.resolve("state.db"));
        settings.put("jira.requests-per-second", "0");
        settings.put("sync.retry-delay", "2");
        settings.put("sync.longest-retry-delay", "8");
        sandbox.issues().addProject(PROJECT, "Web shop");
    }

    abstract F self();

    Path folder() {
        return folder;
    }

    /** Changes a setting; takes effect with the next start. */
    F with(String setting, Object value) {
        settings.put(setting, value.toString());
        return self();
    }

    Map<String, String> settings() {
        return settings;
    }

    Sandbox sandbox() {
        return sandbox;
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
    F restart() {
        stop();
        return self();
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

    void rename(String key, String summary) {
        sandbox.issues().change(key, issue -> issue.summary(summary));
    }

    /** The issues that are neither deleted nor archived. */
    Stream<Issue> liveIssues() {
        return sandbox.issues().all().stream().filter(issue -> !issue.archived());
    }

    /** Requests to a system as "METHOD status" and how many of them. */
    Map<String, Long> requests(RemoteSystem system) {
        Map<String, Long> counts = new TreeMap<>();
        String prefix = system.id() + " ";
        sandbox.requests().counters().forEach((name, count) -> {
            if (name.startsWith(prefix)) {
                counts.put(name.substring(prefix.length()), count);
            }
        });
        return counts;
    }

    /** Forgets the requests so far. */
    F forgetRequests() {
        sandbox.requests().clear();
        return self();
    }

    List<DeadLetter> deadLetters() {
        return bundle().bean("jiraSyncDeadLetters", DeadLetters.class).list(sync, 1000);
    }

    Pause pause() {
        return bundle().bean("jiraSyncProgress", Progress.class).paused(sync).orElse(null);
    }

    /** Changes the state store behind the back of the sync. */
    void execute(String sql) {
        try (Connection state = connect(); Statement statement = state.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError("the state can't be changed", e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.get("state.url"));
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
