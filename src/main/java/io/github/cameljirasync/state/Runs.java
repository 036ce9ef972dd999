package io.github.cameljirasync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The history of runs: the newest {@value #KEPT} of each sync. */
public final class Runs {

    static final int KEPT = 1000;

    private static final String INTERRUPT = "UPDATE jira_sync_run SET outcome = '" + RunRecord.INTERRUPTED
            + "' WHERE sync = ? AND outcome IS NULL";
    private static final String START = "INSERT INTO jira_sync_run (sync, node, started_at) VALUES (?, ?, ?) RETURNING id";
    private static final String PRUNE = "DELETE FROM jira_sync_run WHERE sync = ? AND id <="
            + " (SELECT id FROM jira_sync_run WHERE sync = ? ORDER BY id DESC LIMIT 1 OFFSET " + KEPT + ")";
    private static final String FINISH = "UPDATE jira_sync_run SET finished_at = ?, outcome = ?, reason = ?, seen = ?,"
            + " created = ?, updated = ?, unchanged = ?, archived = ?, failed = ?, jira_requests = ?,"
            + " target_requests = ? WHERE id = ?";
    private static final String SELECT = "SELECT r.*, COALESCE(r.outcome, CASE WHEN EXISTS (SELECT 1 FROM jira_sync_lease l"
            + " WHERE l.sync = r.sync AND l.owner = r.node AND l.until >= ?) THEN '" + RunRecord.RUNNING
            + "' ELSE '" + RunRecord.INTERRUPTED + "' END) AS shown FROM jira_sync_run r";

    private final StateStore store;
    private final Clock clock;
    private final String node;

    /** @param node this process, by the same name as the owner of its {@link Leases} */
    public Runs(StateStore store, Clock clock, String node) {
        this.store = store;
        this.clock = clock;
        this.node = node;
    }

    /**
     * Opens a run. Only for the owner of the sync's lease: any other unfinished run of the sync is taken for dead.
     *
     * @return its id
     */
    public long start(String sync) {
        long now = clock.millis();
        return store.update(t -> {
            t.update(INTERRUPT, sync);
            long id = t.query(START, row -> row.getLong(1), sync, node, now).get(0);
            t.update(PRUNE, sync, sync);
            return id;
        });
    }

    public void finish(long id, RunSummary summary) {
        long now = clock.millis();
        store.write(t -> t.update(FINISH, now, summary.outcome(), summary.reason(), summary.seen(), summary.created(),
                summary.updated(), summary.unchanged(), summary.archived(), summary.failed(), summary.jiraRequests(),
                summary.targetRequests(), id));
    }

    /** @return the newest runs of all syncs, newest first */
    public List<RunRecord> latest(int limit) {
        long now = clock.millis();
        return store.read(c -> Transaction.query(c, SELECT + " ORDER BY r.id DESC LIMIT ?", Runs::run, now, limit));
    }

    /** @return the newest runs of a sync, newest first */
    public List<RunRecord> latest(int limit, String sync) {
        long now = clock.millis();
        return store.read(c -> Transaction.query(c, SELECT + " WHERE r.sync = ? ORDER BY r.id DESC LIMIT ?",
                Runs::run, now, sync, limit));
    }

    /** @return the newest run of a sync that ended with this outcome */
    public Optional<RunRecord> lastOf(String sync, String outcome) {
        long now = clock.millis();
        return store.read(c -> Transaction.query(c,
                SELECT + " WHERE r.sync = ? AND r.outcome = ? ORDER BY r.id DESC LIMIT 1",
                Runs::run, now, sync, outcome)).stream().findFirst();
    }

    private static RunRecord run(ResultSet row) throws SQLException {
        return new RunRecord(row.getLong("id"), row.getString("sync"), row.getString("node"),
                Rows.instant(row, "started_at"), Rows.instant(row, "finished_at"),
                new RunSummary(row.getString("shown"), row.getString("reason"), row.getLong("seen"),
                        row.getLong("created"), row.getLong("updated"), row.getLong("unchanged"),
                        row.getLong("archived"), row.getLong("failed"), row.getLong("jira_requests"),
                        row.getLong("target_requests")));
    }
}
