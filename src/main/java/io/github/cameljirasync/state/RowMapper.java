package io.github.cameljirasync.state;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Turns the current row of a result into an object.
 *
 * @param <T> what a row becomes
 */
@FunctionalInterface
public interface RowMapper<T> {

    T map(ResultSet row) throws SQLException;
}
