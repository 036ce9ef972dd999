package io.github.cameljirasync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class StateStoreFailureTest {

    private static final String SECRET = "s3cr3t-Marker";

    @TempDir
    Path folder;
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final LogLines log = new LogLines();

    @BeforeEach
    void captureTheLog() {
        log.setContext(root.getLoggerContext());
        log.start();
        root.setLevel(Level.TRACE);
        root.addAppender(log);
    }

    @AfterEach
    void releaseTheLog() {
        root.detachAppender(log);
        root.setLevel(level);
        assertThat(log.lines).noneMatch(line -> line.contains(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "state.db", "jdbc:mysql://db.example/state?password=" + SECRET,
        "jdbc:postgresql://db.example:notaport/state?password=" + SECRET, "jdbc:sqlite:", "jdbc:sqlite::memory:"})
    void aUrlOfNoKnownDatabaseIsRefusedWithAnExample(String url) {
        assertThat(failure(url, null, null))
                .startsWith("The state store cannot be opened: state.url is ")
                .endsWith("; write jdbc:sqlite:data/state.db or jdbc:postgresql://HOST/DATABASE");
    }

    @Test
    void aMissingUrlIsRefusedToo() {
        assertThat(failure(null, null, null)).contains("state.url is empty");
    }

    @Test
    void aFolderThatCannotBeCreatedIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));

        assertThat(failure("jdbc:sqlite:" + file.resolve("sub").resolve("state.db"), null, null))
                .contains("state.url is jdbc:sqlite:" + file).contains("folder of the file cannot be created");
    }

    @Test
    void aFolderInPlaceOfTheFileIsNamed() {
        assertThat(failure("jdbc:sqlite:" + folder, null, null))
                .contains("state.url is jdbc:sqlite:" + folder).contains("cannot be opened; give this user the right");
    }

    @Test
    void aFileThatIsNoDatabaseIsNamedAndStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("state.db"), "Dear diary, ".repeat(1000));

        assertThat(failure("jdbc:sqlite:" + file, null, null)).contains("the file is not an SQLite database; move it away");
        assertThat(file).hasContent("Dear diary, ".repeat(1000));
    }

    @Test
    void aDatabaseThatAnotherProcessKeepsLockedFailsAllThatWaitForItAndWorksAfterwards() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("state.db");
        SqliteDatabase database = new SqliteDatabase(url, 20);
        GroupCommit commits = new GroupCommit(database);
        try (Connection other = DriverManager.getConnection(url); Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            List<PendingWork<Integer>> blocked = IntStream.range(0, 100).mapToObj(i -> deleteLeases()).toList();
            blocked.forEach(commits::submit);
            for (PendingWork<Integer> work : blocked) {
                SQLException failure = catchThrowableOfType(SQLException.class, work::await);
                assertThat(new Failures(url, null).onUse("written", failure)).hasMessage("The state store could not be"
                        + " written: state.url is " + url + " and another process keeps it locked; end that process"
                        + " ([SQLITE_BUSY] The database file is locked (database is locked))");
            }
            statement.execute("COMMIT");
            PendingWork<Integer> free = deleteLeases();
            commits.submit(free);

            assertThat(free.await()).isZero();
        } finally {
            commits.close();
            database.close();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedWithWhatToDo() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://localhost:" + port + "/state";

        assertThat(failure(url + "?password=" + SECRET, "someone", SECRET))
                .startsWith("The state store cannot be opened: state.url is " + url + " and the server cannot be reached");
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingIt() throws SQLException {
        String url = guardedUrl();

        assertThat(failure(url, "guarded", SECRET))
                .contains("refuses the user or the password; correct state.username and state.password");
        assertThat(failure(url + "&user=guarded&password=" + SECRET, null, null)).contains("refuses the user or the password");
    }

    @Test
    void theRightPasswordOpensAndIsNotLogged() throws SQLException {
        String url = guardedUrl();
        Backend.execute("ALTER ROLE guarded PASSWORD '" + SECRET + "'");
        Backend.execute("GRANT CREATE ON DATABASE postgres TO guarded");
        Backend.execute("CREATE SCHEMA IF NOT EXISTS guarded AUTHORIZATION guarded");

        for (StateStore store : List.of(new StateStore(url + "&currentSchema=guarded", "guarded", SECRET),
                new StateStore(url + "&currentSchema=guarded&user=guarded&password=" + SECRET, "", " "))) {
            try (store) {
                store.write(t -> t.update("DELETE FROM jira_sync_lease"));
                StateStoreException failure = catchThrowableOfType(StateStoreException.class,
                        () -> store.write(t -> t.update("DELETE FROM no_such_table")));
                assertSafeSentence(failure);
                assertThat(store.url()).doesNotContain(SECRET).doesNotContain("?");
            }
        }
        assertThat(log.lines).isNotEmpty();
    }

    @Test
    void aMissingDatabaseOrUserIsNamed() throws SQLException {
        String url = Backend.POSTGRESQL.freshUrl(folder);

        assertThat(failure(url.replace("/postgres?", "/no_such_database?"), null, null))
                .contains("the server has no such database; create it");
        assertThat(failure(url.replace("user=postgres", "user=nobody_known"), null, SECRET))
                .contains("the server refuses the user");
    }

    @Test
    void aStoreThatCouldNotBeOpenedMayBeTriedAgain() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));
        try (StateStore store = new StateStore("jdbc:sqlite:" + file.resolve("state.db"), null, null)) {
            assertThat(catchThrowableOfType(StateStoreException.class, store::open)).isNotNull();
            Files.delete(file);
            store.write(t -> t.update("DELETE FROM jira_sync_lease"));
        }

        assertThat(file.resolve("state.db")).isRegularFile();
    }

    @Test
    void aFullDiskIsNamedEachTimeAndTheSameStoreWritesAgainOnceThereIsRoom() throws SQLException {
        String insert = "INSERT INTO jira_sync_lease (sync, owner, until) VALUES (?, ?, ?)";
        SqlWork tooLarge = t -> t.update(insert, "large", "x".repeat(100_000), 1L);
        String url = Backend.SQLITE.freshUrl(folder);
        try (StateStore store = new StateStore(url, null, null)) {
            store.open();
        }
        try (StateStore full = new StateStore(url + "?max_page_count=" + (pages(url) + 5), null, null)) {
            for (int i = 0; i < 3; i++) {
                assertThat(catchThrowableOfType(StateStoreException.class, () -> full.write(tooLarge)))
                        .hasMessageContaining("the disk is full; make room");
            }
            full.write(t -> t.update(insert, "small", "x", 1L));

            assertThat(full.<List<String>>read(c -> Transaction.query(c, "SELECT sync FROM jira_sync_lease",
                    row -> row.getString(1)))).containsExactly("small");
        }
    }

    private static long pages(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("PRAGMA page_count").getLong(1);
        }
    }

    @Test
    void aWriteWhoseConnectionIsLostIsTriedOnceMoreOnANewOne() throws SQLException {
        String url = Backend.POSTGRESQL.freshUrl(folder) + "&ApplicationName=to-be-cut";
        String cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'to-be-cut'";
        AtomicInteger tries = new AtomicInteger();
        try (StateStore store = new StateStore(url, null, null)) {
            store.write(t -> {
                if (tries.incrementAndGet() == 1) {
                    Backend.execute(cut);
                }
                t.update("DELETE FROM jira_sync_lease");
            });
            StateStoreException failure = catchThrowableOfType(StateStoreException.class, () -> store.write(t -> {
                Backend.execute(cut);
                t.update("DELETE FROM jira_sync_lease");
            }));
            store.write(t -> t.update("DELETE FROM jira_sync_lease"));

            assertThat(tries).hasValue(2);
            assertThat(failure).hasMessageContaining("could not be written").hasMessageContaining("state.url");
        }
    }

    private static PendingWork<Integer> deleteLeases() {
        return PendingWork.awaited(t -> t.update("DELETE FROM jira_sync_lease"));
    }

    private static String guardedUrl() throws SQLException {
        Backend.execute("DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'guarded')"
                + " THEN CREATE ROLE guarded LOGIN PASSWORD 'another'; END IF; END $$");
        Backend.execute("ALTER ROLE guarded PASSWORD 'another'");
        return Backend.POSTGRESQL.freshUrl(Path.of("")).replaceFirst("\\?.*", "?loginTimeout=10");
    }

    private static String failure(String url, String username, String password) {
        try (StateStore store = new StateStore(url, username, password)) {
            StateStoreException failure = catchThrowableOfType(StateStoreException.class, store::open);
            assertSafeSentence(failure);
            return failure.getMessage();
        }
    }

    private static void assertSafeSentence(StateStoreException failure) {
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).contains("state.url").doesNotContain("\n");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString()).doesNotContain(SECRET);
    }

    private static final class LogLines extends AppenderBase<ILoggingEvent> {

        private static final Set<String> OTHERS = Set.of("io.zonky");

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (OTHERS.stream().noneMatch(event.getLoggerName()::startsWith)) {
                lines.add(event.getFormattedMessage()
                        + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        }
    }
}
