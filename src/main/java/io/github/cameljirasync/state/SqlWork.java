package io.github.cameljirasync.state;

import java.sql.SQLException;

/** A write to the state store. It may run twice: when a transaction that it shares with others fails, each runs alone. */
@FunctionalInterface
public interface SqlWork {

    void run(Transaction transaction) throws SQLException;
}
