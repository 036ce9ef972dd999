package io.github.cameljirasync.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link SqlWork} writes with. Statements are prepared once per connection, or once more after a failure, and
 * sent together where that is safe, so the SQL should be a constant. Parameters may be null, String, Long, Integer or Boolean (stored as 0 or 1).
 */
public final class Transaction {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<String, PreparedStatement> batches = new LinkedHashMap<>();
    private final Map<String, String> batchedRows = new HashMap<>();

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** @return the connection, with everything batched so far executed; neither commit nor close it */
    public Connection connection() throws SQLException {
        executeBatches();
        return connection;
    }

    /**
     * Executes a statement together with others of the same SQL, at the latest at the commit.
     *
     * @param row names the one row that the statement touches; statements of one row keep their order, those of
     *            different rows may change places
     */
    public void batch(String row, String sql, Object... parameters) throws SQLException {
        String earlier = batchedRows.get(row);
        if (earlier != null && !earlier.equals(sql)) {
            executeBatches();
        }
        PreparedStatement statement = statement(sql);
        bind(statement, parameters);
        statement.addBatch();
        batches.put(sql, statement);
        batchedRows.put(row, sql);
    }

    /** @return the number of rows changed */
    public int update(String sql, Object... parameters) throws SQLException {
        executeBatches();
        PreparedStatement statement = statement(sql);
        bind(statement, parameters);
        return statement.executeUpdate();
    }

    /** @return the rows of a query, or of a statement with RETURNING; never null */
    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... parameters) throws SQLException {
        executeBatches();
        PreparedStatement statement = statement(sql);
        bind(statement, parameters);
        return rows(statement, mapper);
    }

    static <T> List<T> query(Connection connection, String sql, RowMapper<T> mapper, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return rows(statement, mapper);
        }
    }

    /**
     * Forgets what was batched and not executed, and the statements: SQLite's driver has closed the one that found the
     * disk full, and would say of it ever after that it is not executing.
     */
    void clear() throws SQLException {
        List<PreparedStatement> used = List.copyOf(statements.values());
        statements.clear();
        batches.clear();
        batchedRows.clear();
        SQLException failure = null;
        for (PreparedStatement statement : used) {
            try {
                statement.close();
            } catch (SQLException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void executeBatches() throws SQLException {
        if (batches.isEmpty()) {
            return;
        }
        for (PreparedStatement statement : batches.values()) {
            statement.executeBatch();
        }
        batches.clear();
        batchedRows.clear();
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    private static <T> List<T> rows(PreparedStatement statement, RowMapper<T> mapper) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(mapper.map(result));
            }
        }
        return rows;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof String text) {
                statement.setString(i + 1, Text.storable(text));
            } else if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (value instanceof Boolean flag) {
                statement.setInt(i + 1, flag ? 1 : 0);
            } else if (value == null) {
                statement.setNull(i + 1, java.sql.Types.NULL);
            } else {
                throw new IllegalArgumentException("A parameter of type " + value.getClass().getName() + " is not stored");
            }
        }
    }
}
