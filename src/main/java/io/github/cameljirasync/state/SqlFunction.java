package io.github.cameljirasync.state;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A read of the state store.
 *
 * @param <T> what it finds
 */
@FunctionalInterface
public interface SqlFunction<T> {

    /**
     * @param connection for reading only, valid during the call
     * @return what was found; may be null
     */
    T apply(Connection connection) throws SQLException;
}
