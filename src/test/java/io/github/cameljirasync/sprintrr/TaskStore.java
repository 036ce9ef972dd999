package io.github.cameljirasync.sprintrr;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.state.Backend;
import org.springframework.jdbc.core.JdbcTemplate;

/** An empty database with the tables of sprintrr, for a test. */
public final class TaskStore implements AutoCloseable {

    private final String url;
    private final TaskDatabase database = new TaskDatabase();
    private final JdbcTemplate jdbc;

    public TaskStore(Backend backend, Path folder) {
        try {
            url = backend == Backend.SQLITE ? "jdbc:sqlite:" + folder.resolve("sprintrr.db")
                    : backend.freshUrl(folder);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        database.setUrl(url);
        database.setOwner("tester");
        new Tables(database).create();
        jdbc = new JdbcTemplate(database);
    }

    public String url() {
        return url;
    }

    TaskDatabase database() {
        return database;
    }

    public JdbcTemplate sql() {
        return jdbc;
    }

    public List<Map<String, Object>> tasks() {
        return jdbc.queryForList("SELECT * FROM tasks ORDER BY external_id");
    }

    public Map<String, Object> task(String key) {
        return jdbc.queryForMap("SELECT * FROM tasks WHERE external_id = ?", key);
    }

    public long count(String table) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
    }

    /** The actions in the audit table, in their order. */
    public List<String> audit() {
        return jdbc.queryForList("SELECT action FROM audit_events ORDER BY created_at, action", String.class);
    }

    @Override
    public void close() {
        database.close();
    }
}
