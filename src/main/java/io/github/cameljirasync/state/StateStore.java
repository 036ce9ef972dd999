package io.github.cameljirasync.state;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The database that remembers what was synced: an SQLite file, or PostgreSQL for several processes. It opens, and
 * brings its schema up to date, on first use or with {@link #open()}. Safe for many threads.
 *
 * <p>Writes of all threads are committed together by one thread, in the order in which they came.
 */
public final class StateStore implements AutoCloseable {

    private static final String IN_MEMORY = SqliteDatabase.PREFIX + "file:jira-sync?mode=memory&cache=shared";

    private String url = "";
    private String username;
    private String password;
    private Failures failures = new Failures("", null);
    private final AtomicLong enqueued = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicReference<Exception> unreported = new AtomicReference<>();
    private volatile Database database;
    private volatile GroupCommit writer;
    private volatile boolean closed;
    private boolean inMemory;

    /** A store that its setters configure before it is first used. */
    public StateStore() {
    }

    /** A store for {@link #setUrl(String)}, {@link #setUsername(String)} and {@link #setPassword(String)}. */
    public StateStore(String url, String username, String password) {
        setUrl(url);
        setUsername(username);
        setPassword(password);
    }

    /** @param url {@code jdbc:sqlite:FILE} (the folder is created) or {@code jdbc:postgresql://HOST/DATABASE} */
    public void setUrl(String url) {
        this.url = url == null ? "" : url.strip();
        this.failures = new Failures(this.url, password);
    }

    /** @param username null or blank for none */
    public void setUsername(String username) {
        this.username = username == null || username.isBlank() ? null : username;
    }

    /** @param password null or blank for none */
    public void setPassword(String password) {
        this.password = password == null || password.isBlank() ? null : password;
        this.failures = new Failures(url, this.password);
    }

    /**
     * Makes no file where there is none: such a store is empty, and forgets at its end what is written. For readers;
     * to be called before the store is first used. A PostgreSQL database is taken to be there.
     */
    public void leaveNoFile() {
        failures.checkUrl();
        if (url.startsWith(SqliteDatabase.PREFIX) && !Files.exists(SqliteDatabase.file(url))) {
            inMemory = true;
        }
    }

    /**
     * Opens the store now; does nothing when it is open.
     *
     * @throws StateStoreException when the URL, the database or the credentials do not work; may be called again
     */
    public synchronized void open() {
        if (closed) {
            throw new IllegalStateException("The state store is closed");
        }
        if (database != null) {
            return;
        }
        failures.checkUrl();
        try {
            database = url.startsWith(SqliteDatabase.PREFIX)
                    ? new SqliteDatabase(inMemory ? IN_MEMORY : url)
                    : new PostgresDatabase(url, username, password);
        } catch (SQLException | IOException | RuntimeException e) {
            throw failures.onOpen(e);
        }
        writer = new GroupCommit(database);
    }

    /** Reads; sees everything that this store has enqueued or written before. */
    public <T> T read(SqlFunction<T> work) {
        ensureOpen();
        try {
            if (settled.get() < enqueued.get()) {
                barrier();
            }
            return database.read(work);
        } catch (SQLException e) {
            throw failures.onUse("read", e);
        }
    }

    /**
     * Writes in a transaction, shared with the writes of other threads, and returns after the commit.
     *
     * @throws StateStoreException when the database refuses; then nothing of this work is written
     */
    public void write(SqlWork work) {
        update(transaction -> {
            work.run(transaction);
            return null;
        });
    }

    /** As {@link #write}, for a work that answers something. */
    public <T> T update(SqlUpdate<T> work) {
        ensureOpen();
        PendingWork<T> pending = PendingWork.awaited(work);
        writer.submit(pending);
        try {
            return pending.await();
        } catch (SQLException e) {
            throw failures.onUse("written", e);
        }
    }

    /** Writes soon, after all that was enqueued or written before; waits only while the queue is full. */
    public void enqueue(SqlWork work) {
        ensureOpen();
        writer.submit(PendingWork.queued(work, failure -> unreported.compareAndSet(null, failure)));
        // counted when it stands in the queue, as a barrier vouches for all that it finds counted
        enqueued.incrementAndGet();
    }

    /**
     * Waits until all that was enqueued before is committed.
     *
     * @throws StateStoreException when one of those works failed since the last flush
     */
    public void flush() {
        if (database == null) {
            return;
        }
        try {
            barrier();
        } catch (SQLException e) {
            throw failures.onUse("written", e);
        }
        Exception failure = unreported.getAndSet(null);
        if (failure != null) {
            throw failures.onUse("written", failure);
        }
    }

    /** The version of the database's schema. */
    public int schemaVersion() {
        return read(c -> Transaction.query(c, "SELECT MAX(CAST(version AS INTEGER)) FROM " + Migrations.HISTORY,
                row -> row.getInt(1))).get(0);
    }

    /** @return the URL without secrets, for messages */
    public String url() {
        return failures.shownUrl();
    }

    /** Commits what is enqueued and closes the connections; the store stays closed. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (database == null) {
            return;
        }
        writer.close();
        try {
            database.close();
        } catch (SQLException e) {
            throw failures.onUse("closed", e);
        }
    }

    private void ensureOpen() {
        if (writer == null || closed) {
            open();
        }
    }

    private void barrier() throws SQLException {
        long before = enqueued.get();
        PendingWork<Void> marker = PendingWork.marker();
        writer.submit(marker);
        marker.await();
        settled.accumulateAndGet(before, Math::max);
    }
}
