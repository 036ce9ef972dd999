package io.github.cameljirasync.state;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The only thread that writes: takes all the works that have gathered and commits them in one transaction. When that
 * fails, each work runs in its own transaction, so that only the guilty one fails.
 */
final class GroupCommit {

    private static final int QUEUE = 10_000;
    private static final int GROUP = 1_000;

    private final BlockingQueue<PendingWork<?>> queue = new LinkedBlockingQueue<>(QUEUE);
    private final PendingWork<Void> stop = PendingWork.marker();
    private final Database database;
    private final Thread thread;
    private volatile boolean closed;

    GroupCommit(Database database) {
        this.database = database;
        thread = new Thread(this::run, "jira-sync-state-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits while the queue is full, also when interrupted: the wait is short, and a lost work would be lost state. */
    void submit(PendingWork<?> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("A work of the state store must not call the state store");
        }
        boolean interrupted = false;
        try {
            while (true) {
                if (closed) {
                    throw closedException();
                }
                try {
                    if (queue.offer(work, 1, TimeUnit.SECONDS)) {
                        refuseIfEnded(work);
                        return;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Commits what is queued, then ends the thread. */
    void close() {
        submit(stop);
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        List<PendingWork<?>> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(work -> work.failed(closedException()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseIfEnded(PendingWork<?> work) {
        if (!thread.isAlive() && queue.remove(work)) {
            throw closedException();
        }
    }

    private static IllegalStateException closedException() {
        return new IllegalStateException("The state store is closed");
    }

    private void run() {
        List<PendingWork<?>> group = new ArrayList<>(GROUP);
        boolean stopping = false;
        while (!stopping || !queue.isEmpty()) {
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                continue;
            }
            queue.drainTo(group, GROUP - 1);
            stopping |= group.remove(stop);
            commit(group);
            group.clear();
        }
    }

    private void commit(List<PendingWork<?>> group) {
        Exception reason = group.isEmpty() ? null : attempt(group);
        if (reason == null) {
            return;
        }
        Exception lost = Failures.isHopeless(reason) ? reason : null;
        for (PendingWork<?> work : group) {
            if (lost != null) {
                work.failed(lost);
                continue;
            }
            Exception failure = attempt(List.of(work));
            if (failure != null) {
                work.failed(failure);
                lost = Failures.isOfDatabase(failure) ? failure : null;
            }
        }
    }

    /** @return null when the works are committed and told so, otherwise why nothing was written */
    private Exception attempt(List<PendingWork<?>> works) {
        try {
            if (!works.stream().allMatch(PendingWork::isMarker)) {
                transact(works);
            }
        } catch (SQLException | RuntimeException e) {
            return e;
        } catch (Error e) {
            return new IllegalStateException("A write to the state store failed: " + e, e);
        }
        works.forEach(PendingWork::committed);
        return null;
    }

    private void transact(List<PendingWork<?>> works) throws SQLException {
        Transaction transaction = database.begin();
        try {
            for (PendingWork<?> work : works) {
                work.run(transaction);
            }
            database.commit(transaction);
        } catch (SQLException | RuntimeException | Error e) {
            rollback(transaction, e);
            throw e;
        } finally {
            database.end(transaction);
        }
    }

    private void rollback(Transaction transaction, Throwable reason) {
        try {
            database.rollback(transaction);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
