package io.github.cameljirasync.state;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of what the state store promises, on every database, each method on an empty one. */
@ParameterizedClass
@EnumSource(Backend.class)
abstract class StoreTest {

    static final String INSERT = "INSERT INTO jira_sync_lease (sync, owner, until) VALUES (?, ?, ?)";
    static final SqlWork BROKEN = t -> t.update("INSERT INTO no_such_table (x) VALUES (?)", 1L);

    @Parameter
    Backend backend;
    @TempDir
    Path folder;
    final MutableClock clock = new MutableClock();
    String url;
    StateStore store;

    @BeforeEach
    void openStore() throws SQLException {
        url = backend.freshUrl(folder);
        store = new StateStore(url, null, null);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    static SqlWork insert(String name) {
        return t -> t.update(INSERT, name, "x", 1L);
    }

    static List<String> rows(StateStore store) {
        return new ArrayList<>(store.read(c ->
                Transaction.query(c, "SELECT sync FROM jira_sync_lease ORDER BY sync", row -> row.getString(1))));
    }
}
