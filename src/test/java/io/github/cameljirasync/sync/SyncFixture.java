package io.github.cameljirasync.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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

import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.priorityvote.Initiative;

import static org.assertj.core.api.Assertions.assertThat;

/** The sync into Priority.vote. */
final class SyncFixture extends BundleFixture<SyncFixture> {

    static final String SYNC = "priority-vote";

    SyncFixture(Path folder, SandboxOptions options) {
        super(SYNC, folder, options);
        sandbox().environment().forEach((name, value) ->
                with(name.toLowerCase(Locale.ROOT).replace('_', '.').replace("backlog.id", "backlog-id")
                        .replace("priority.vote.", "priority-vote."), value));
        with("priority-vote.requests-per-second", 100_000);
    }

    @Override
    SyncFixture self() {
        return this;
    }

    /** The usual mapping with another step behind it; takes effect with the next start. */
    SyncFixture mapping(String jq) {
        Path mappings = folder().resolve("mappings");
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
                Path copy = folder().resolve("routes").resolve(routes.relativize(file));
                Files.createDirectories(copy.getParent());
                String text = Files.readString(file);
                Files.writeString(copy, file.endsWith("beans.camel.yaml") ? change.apply(text) : text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The state store is lost. */
    void forgetState() throws IOException {
        stop();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("state.db")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Adds issues of one second each, the newest updated now. */
    void addMany(int count) {
        Instant now = Instant.now();
        for (int i = 1; i <= count; i++) {
            int number = i;
            sandbox().issues().add(PROJECT, issue -> issue.summary("Issue number " + number)
                    .updated(now.minus(Duration.ofSeconds(count - number))));
        }
    }

    /** The initiative of an issue's key. */
    Initiative initiative(String key) {
        return sandbox().initiatives().findByRef("jira", key).orElseThrow(() ->
                new AssertionError("there is no initiative of " + key));
    }

    /** Asserts that each live issue has one initiative with its present title, and that there are no others. */
    void assertMirrored() {
        Map<String, String> titles = new TreeMap<>();
        liveIssues().forEach(issue -> titles.put(issue.key(), issue.summary()));
        Map<String, String> mirrored = new TreeMap<>();
        sandbox().initiatives().all().stream().filter(one -> !one.archived())
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

    /** Writes to the target in the order of their arrival. */
    List<RecordedRequest> writes() {
        return sandbox().requests().matching(request -> request.system() == RemoteSystem.PRIORITY_VOTE
                && !request.method().equals("GET"));
    }

    /** Up to where the sync has come; empty while it has not come anywhere. */
    Optional<Instant> watermark() {
        try (Connection state = connect(); Statement statement = state.createStatement();
                ResultSet row = statement.executeQuery("SELECT watermark FROM jira_sync_progress")) {
            return row.next() && row.getLong(1) > 0 ? Optional.of(Instant.ofEpochMilli(row.getLong(1)))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new AssertionError("the watermark can't be read", e);
        }
    }
}
