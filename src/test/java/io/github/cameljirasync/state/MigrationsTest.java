package io.github.cameljirasync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
