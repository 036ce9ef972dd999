package io.github.cameljirasync.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** A file with one connection that writes and one that reads, so that a reader never waits for a commit. */
final class SqliteDatabase implements Database {

    static final String PREFIX = "jdbc:sqlite:";

    private static final int BUSY_MILLIS = 10_000;
    private static final Map<String, String> DIALECT = Map.of(
            "identity", "INTEGER PRIMARY KEY AUTOINCREMENT",
            "ordered_text", "TEXT",
            "often_updated", "WITHOUT ROWID");

    private final Connection writerConnection;
    private final Transaction writer;
    private final Connection reader;
    private final ReentrantLock readerLock = new ReentrantLock();

    SqliteDatabase(String url) throws SQLException, IOException {
        createFolder(url);
        SQLiteDataSource source = source(url);
        writerConnection = source.getConnection();
        try {
            Migrations.migrate(source, writerConnection, DIALECT);
            writerConnection.setAutoCommit(false);
            writer = new Transaction(writerConnection);
            reader = source.getConnection();
        } catch (SQLException | RuntimeException e) {
            writerConnection.close();
            throw e;
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
    public Transaction begin() {
        return writer;
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

    private static void createFolder(String url) throws IOException {
        Path folder = file(url).toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    private static SQLiteDataSource source(String url) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
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
