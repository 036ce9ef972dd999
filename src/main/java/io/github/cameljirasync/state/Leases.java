package io.github.cameljirasync.state;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;

/** Who may run a sync. A lease that is not renewed ends by itself, so that a dead process blocks nobody for long. */
public final class Leases {

    private static final String ACQUIRE = "INSERT INTO jira_sync_lease (sync, owner, until) VALUES (?, ?, ?)"
            + " ON CONFLICT (sync) DO UPDATE SET owner = excluded.owner, until = excluded.until"
            + " WHERE jira_sync_lease.until < ? OR jira_sync_lease.until > ? OR jira_sync_lease.owner = excluded.owner";
    /** A lease that ends so many lengths from now was given by a clock that has been set back since. */
    private static final int UNBELIEVABLE = 10;
    private static final String RENEW = "UPDATE jira_sync_lease SET until = ? WHERE sync = ? AND owner = ?";
    private static final String RELEASE = "DELETE FROM jira_sync_lease WHERE sync = ? AND owner = ?";

    private final StateStore store;
    private final Clock clock;
    private final String owner;

    /** @param owner this process, by a name that no other process has, also not the one that it replaces */
    public Leases(StateStore store, Clock clock, String owner) {
        this.store = store;
        this.clock = clock;
        this.owner = owner;
    }

    /** @return whether the sync is this owner's now, for so long; also when it was before */
    public boolean acquire(String sync, Duration duration) {
        long now = clock.millis();
        long length = duration.toMillis();
        return store.update(t -> t.update(ACQUIRE, sync, owner, now + length, now, now + UNBELIEVABLE * length)) == 1;
    }

    /** @return false when another owner has taken the sync over: the run must stop */
    public boolean renew(String sync, Duration duration) {
        long until = clock.millis() + duration.toMillis();
        return store.update(t -> t.update(RENEW, until, sync, owner)) == 1;
    }

    /** Ends the leases of owners that are known to be dead. */
    public void releaseOf(Predicate<String> dead) {
        store.read(c -> Transaction.query(c, "SELECT DISTINCT owner FROM jira_sync_lease", row -> row.getString(1)))
                .stream().filter(dead)
                .forEach(gone -> store.write(t -> t.update("DELETE FROM jira_sync_lease WHERE owner = ?", gone)));
    }

    /** Ends the lease, if it is still this owner's. */
    public void release(String sync) {
        store.write(t -> t.update(RELEASE, sync, owner));
    }
}
