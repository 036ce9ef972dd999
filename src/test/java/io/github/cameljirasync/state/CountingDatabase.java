package io.github.cameljirasync.state;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A database that knows how often it committed. */
final class CountingDatabase implements Database {

    private final Database database;
    private final AtomicInteger commits = new AtomicInteger();

    CountingDatabase(Database database) {
        this.database = database;
    }

    int commits() {
        return commits.get();
    }

    @Override
    public <T> T read(SqlFunction<T> work) throws SQLException {
        return database.read(work);
    }

    @Override
    public Transaction begin() throws SQLException {
        return database.begin();
    }

    @Override
    public void commit(Transaction transaction) throws SQLException {
        database.commit(transaction);
        commits.incrementAndGet();
    }

    @Override
    public void rollback(Transaction transaction) throws SQLException {
        database.rollback(transaction);
    }

    @Override
    public void end(Transaction transaction) throws SQLException {
        database.end(transaction);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
