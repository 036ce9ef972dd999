package io.github.cameljirasync.state;

import java.sql.SQLException;

/**
 * A write to the state store that answers something. It may run twice, as a {@link SqlWork}.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface SqlUpdate<T> {

    /** @return the answer; may be null */
    T run(Transaction transaction) throws SQLException;
}
