package io.github.cameljirasync.state;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A write on its way to the commit. */
final class PendingWork<T> {

    private final SqlUpdate<T> work;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Consumer<Exception> onFailure;
    private T result;
    private Exception failure;

    private PendingWork(SqlUpdate<T> work, Consumer<Exception> onFailure) {
        this.work = work;
        this.onFailure = onFailure;
    }

    /** A work that somebody waits for with {@link #await}. */
    static <T> PendingWork<T> awaited(SqlUpdate<T> work) {
        return new PendingWork<>(work, failure -> { });
    }

    /** A work that nobody waits for. */
    static PendingWork<Void> queued(SqlWork work, Consumer<Exception> onFailure) {
        return new PendingWork<>(transaction -> {
            work.run(transaction);
            return null;
        }, onFailure);
    }

    /** Writes nothing; whoever awaits it knows that all before it is committed or has failed. */
    static PendingWork<Void> marker() {
        return new PendingWork<>(null, failure -> { });
    }

    boolean isMarker() {
        return work == null;
    }

    void run(Transaction transaction) throws SQLException {
        if (work != null) {
            result = work.run(transaction);
        }
    }

    void committed() {
        done.countDown();
    }

    void failed(Exception reason) {
        failure = reason;
        onFailure.accept(reason);
        done.countDown();
    }

    /**
     * Waits also when interrupted, and keeps the interrupt for later: whoever writes must learn whether it is written.
     *
     * @return the answer of the work, which is committed
     */
    T await() throws SQLException {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof SQLException e) {
            throw e;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        return result;
    }
}
