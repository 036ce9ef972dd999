package io.github.cameljirasync.state;

import java.sql.SQLException;

/** The connections to one database, migrated. One thread writes, any number reads. */
interface Database extends AutoCloseable {

    <T> T read(SqlFunction<T> work) throws SQLException;

    /** Begins a transaction for the only writing thread; give it back with {@link #end}. */
    Transaction begin() throws SQLException;

    void commit(Transaction transaction) throws SQLException;

    void rollback(Transaction transaction) throws SQLException;

    /** Called after the commit or the rollback. */
    void end(Transaction transaction) throws SQLException;

    @Override
    void close() throws SQLException;
}
