package io.github.cameljirasync.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/** A file with one connection that writes and one that reads, so that a reader never waits for a commit. */
final class SqliteDatabase implements Database {

    static final String PREFIX = "jdbc:sqlite:";

    private static final int BUSY_MILLIS = 10_000;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    static final Map<String, String> DIALECT = Map.of(
            "identity", "INTEGER PRIMARY KEY AUTOINCREMENT",
            "ordered_text", "TEXT",
            "often_updated", "WITHOUT ROWID");

    private final Connection writerConnection;
    private final Transaction writer;
    private final Statement control;
    private final Connection reader;
    private final ReentrantLock readerLock = new ReentrantLock();

    SqliteDatabase(String url) throws SQLException, IOException {
        this(url, BUSY_MILLIS);
    }

    /** @param busyMillis how long a write waits for another process */
    SqliteDatabase(String url, int busyMillis) throws SQLException, IOException {
        createFolder(url);
        SQLiteDataSource source = source(url, busyMillis);
        writerConnection = open(source, busyMillis);
        try {
            Migrations.migrate(source, writerConnection, DIALECT);
            writer = new Transaction(writerConnection);
            control = writerConnection.createStatement();
            reader = source.getConnection();
        } catch (SQLException | RuntimeException e) {
            writerConnection.close();
            throw e;
        }
    }

    /** A new file is made a WAL one; SQLite waits for no other process that does the same at the same moment. */
    private static Connection open(SQLiteDataSource source, int busyMillis) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(busyMillis);
        while (true) {
            try {
                return source.getConnection();
            } catch (SQLException e) {
                if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    @Override
    public <T> T read(SqlFunction<T> work) throws SQLException {
        readerLock.lock();
        try {
            return work.apply(reader);
        } finally {
            readerLock.unlock();
        }
    }

    @Override
    public Transaction begin() throws SQLException {
        execute("BEGIN IMMEDIATE");
        return writer;
    }

    @Override
    public void commit(Transaction transaction) throws SQLException {
        transaction.connection();
        execute("COMMIT");
    }

    @Override
    public void rollback(Transaction transaction) throws SQLException {
        try {
            transaction.clear();
        } finally {
            execute("ROLLBACK");
        }
    }

    @Override
    public void end(Transaction transaction) {
        // the connection and its prepared statements stay for the next transaction
    }

    @Override
    public void close() throws SQLException {
        readerLock.lock();
        try {
            reader.close();
        } finally {
            readerLock.unlock();
            writerConnection.close();
        }
    }

    /** @return the file that a URL names, without parameters */
    static Path file(String url) {
        String name = url.substring(PREFIX.length()).replaceFirst("\\?.*$", "");
        return Path.of(name.startsWith("file:") ? name.substring("file:".length()) : name);
    }

    /**
     * Transactions are controlled by statements, as the driver's own commit begins the next transaction at once and
     * would keep every other process from writing.
     */
    private void execute(String sql) throws SQLException {
        control.execute(sql);
    }

    private static void createFolder(String url) throws IOException {
        Path folder = file(url).toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    private static SQLiteDataSource source(String url, int busyMillis) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(busyMillis);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        // a transaction that starts by reading and then writes could find the file locked by another process for good
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }
}
