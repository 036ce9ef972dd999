package io.github.cameljirasync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
@Timeout(120)
class MigrationsTest {

    private static final String COUNT_HISTORY = "SELECT COUNT(*) FROM jira_sync_schema WHERE version IS NOT NULL";

    @Parameter
    Backend backend;
    @TempDir
    Path folder;

    @Test
    void anEmptyDatabaseGetsTheSchemaAndASecondStartLeavesItAlone() throws SQLException {
        String url = backend.freshUrl(folder);
        List<Long> counts = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            try (StateStore store = new StateStore(url, null, null)) {
                store.open();
                counts.add(number(store, COUNT_HISTORY));
                counts.add(number(store, "SELECT COUNT(*) FROM jira_sync_link"));
            }
        }

        assertThat(counts).containsExactly((long) Migrations.SCRIPTS.size(), 0L, (long) Migrations.SCRIPTS.size(), 0L);
    }

    @Test
    void aDatabaseThatHoldsOtherTablesIsShared() throws SQLException {
        String url = createdBefore("CREATE TABLE of_somebody_else (id INTEGER)", "INSERT INTO of_somebody_else VALUES (1)");

        try (StateStore store = new StateStore(url, null, null)) {
            store.open();
            assertThat(number(store, "SELECT COUNT(*) FROM of_somebody_else")).isEqualTo(1);
            assertThat(number(store, "SELECT COUNT(*) FROM jira_sync_link")).isZero();
        }
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws SQLException {
        String url = backend.freshUrl(folder);
        try (StateStore store = new StateStore(url, null, null)) {
            store.write(t -> t.update("UPDATE jira_sync_schema SET version = '999' WHERE version = '1'"));
        }

        try (StateStore store = new StateStore(url, null, null)) {
            assertThatThrownBy(store::open).isInstanceOf(StateStoreException.class)
                    .hasMessageContaining("a newer version of this software");
        }
    }

    @Test
    void whatAnEarlierVersionHasStoredIsThereAfterTheUpdate() throws SQLException {
        String url = versionThree("""
                INSERT INTO jira_sync_link (sync, issue_id, issue_key, target_id, payload_hash, issue_updated, change_id,
                change_hash, change_since) VALUES ('priority-vote', '10001', 'KEY-1', '7', 'hash', 5, 'c', 'h', 6)""", """
                INSERT INTO jira_sync_dead_letter (sync, issue_id, issue_key, kind, error, tries, first_failed_at,
                last_failed_at) VALUES ('priority-vote', '10002', 'KEY-2', 'rejected', 'no', 3, 1, 2)""");

        try (StateStore store = new StateStore(url, null, null)) {
            Link link = new Links(store, Clock.systemUTC()).find("priority-vote", List.of("10001"))
                    .get(IssuePart.whole("10001"));
            DeadLetters letters = new DeadLetters(store, Clock.systemUTC());
            assertThat(link.targetId()).isEqualTo("7");
            assertThat(link.issueUpdated()).isEqualTo(Instant.ofEpochMilli(5));
            assertThat(link.change().id()).isEqualTo("c");
            assertThat(letters.find("priority-vote", List.of("10002")).get(IssuePart.whole("10002")).tries()).isEqualTo(3);
            assertThat(letters.put(new FailedIssue("priority-vote", "10003", "", "KEY-3", null, FailedIssue.Kind.REJECTED,
                    null, null, "no", null, null, null))).isPositive();
        }
    }

    @Test
    void storesThatStartAtOnceOnAnEmptyDatabaseAllOpen() throws Exception {
        String url = backend.freshUrl(folder);
        CyclicBarrier together = new CyclicBarrier(6);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Callable<Void>> starts = IntStream.range(0, 6).<Callable<Void>>mapToObj(i -> () -> {
            try (StateStore store = new StateStore(url, null, null)) {
                together.await();
                store.write(insert("row-" + i));
            }
            return null;
        }).toList();
        try {
            for (Future<Void> start : threads.invokeAll(starts)) {
                start.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertRows(url, 6);
    }

    @Test
    void processesThatStartAtOnceOnAnEmptyDatabaseAllOpen() throws Exception {
        String url = backend.freshUrl(folder);
        List<ChildJvm> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            children.add(new ChildJvm(Opener.class, url, "row-" + i));
        }
        for (ChildJvm child : children) {
            try (child) {
                child.lines(Integer.MAX_VALUE);
                assertThat(child.await()).isZero();
            }
        }

        assertRows(url, 3);
    }

    @Test
    void everyScriptOfTheFolderIsNamedInOrder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources", Migrations.FOLDER))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(Migrations.SCRIPTS);
        }
        assertThat(Migrations.SCRIPTS).allMatch(name -> name.matches("V\\d+__\\w+\\.sql"));
        assertThat(Migrations.SCRIPTS.stream().map(name -> Integer.valueOf(name.replaceFirst("V(\\d+)__.*", "$1"))))
                .isSorted().doesNotHaveDuplicates();
    }

    private String versionThree(String... statements) throws SQLException {
        String url = createdBefore();
        HikariConfig source = new HikariConfig();
        source.setJdbcUrl(url);
        try (HikariDataSource pool = new HikariDataSource(source)) {
            Flyway newest = Migrations.flyway(pool,
                    backend == Backend.SQLITE ? SqliteDatabase.DIALECT : PostgresDatabase.DIALECT);
            Flyway.configure().configuration(newest.getConfiguration()).target("3").load().migrate();
            try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
        return url;
    }

    private String createdBefore(String... statements) throws SQLException {
        String url = backend.freshUrl(folder);
        if (backend == Backend.SQLITE) {
            SqliteDatabase.file(url).getParent().toFile().mkdirs();
        }
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return url;
    }

    private static SqlWork insert(String name) {
        return t -> t.update("INSERT INTO jira_sync_lease (sync, owner, until) VALUES (?, ?, ?)", name, "x", 1L);
    }

    private static void assertRows(String url, long rows) {
        try (StateStore store = new StateStore(url, null, null)) {
            assertThat(number(store, "SELECT COUNT(*) FROM jira_sync_lease")).isEqualTo(rows);
            assertThat(number(store, COUNT_HISTORY + " AND success")).isEqualTo(Migrations.SCRIPTS.size());
        }
    }

    private static long number(StateStore store, String sql) {
        return store.read(c -> Transaction.query(c, sql, row -> row.getLong(1))).get(0);
    }
}
