package io.github.cameljirasync.state;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** How far each sync has come, and whether it is paused. */
public final class Progress {

    private static final String ADVANCE = "INSERT INTO jira_sync_progress (sync, fingerprint, watermark) VALUES (?, ?, ?)"
            + " ON CONFLICT (sync) DO UPDATE SET watermark = CASE"
            + " WHEN jira_sync_progress.fingerprint = excluded.fingerprint"
            + " AND jira_sync_progress.watermark > excluded.watermark"
            + " THEN jira_sync_progress.watermark ELSE excluded.watermark END, fingerprint = excluded.fingerprint";
    private static final String CONNECT = "INSERT INTO jira_sync_progress (sync, ends) VALUES (?, ?)"
            + " ON CONFLICT (sync) DO UPDATE SET ends = excluded.ends";
    private static final String HOLD = "INSERT INTO jira_sync_progress (sync, held_until, held_since)"
            + " VALUES (?, ?, ?) ON CONFLICT (sync) DO UPDATE SET held_until = excluded.held_until,"
            + " held_since = excluded.held_since";
    private static final String PAUSE = "INSERT INTO jira_sync_progress"
            + " (sync, paused_reason, paused_credential, paused_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (sync) DO UPDATE SET paused_reason = excluded.paused_reason,"
            + " paused_credential = excluded.paused_credential, paused_at = excluded.paused_at";
    private static final String RESUME = "UPDATE jira_sync_progress"
            + " SET paused_reason = NULL, paused_credential = NULL, paused_at = NULL WHERE sync = ?";
    private static final String FINISHED = "INSERT INTO jira_sync_progress (sync, finished_at, reconciled_at)"
            + " VALUES (?, ?, ?) ON CONFLICT (sync) DO UPDATE SET finished_at = excluded.finished_at, reconciled_at ="
            + " COALESCE(jira_sync_progress.reconciled_at, excluded.reconciled_at)";
    private static final String RECONCILED = "INSERT INTO jira_sync_progress (sync, reconciled_at) VALUES (?, ?)"
            + " ON CONFLICT (sync) DO UPDATE SET reconciled_at = excluded.reconciled_at";

    private static final String READING = "INSERT INTO jira_sync_progress (sync, reading) VALUES (?, ?)"
            + " ON CONFLICT (sync) DO UPDATE SET reading = excluded.reading, fingerprint = NULL, watermark = NULL";

    private final StateStore store;
    private final Clock clock;

    public Progress(StateStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param fingerprint a hash of filter and mapping
     * @return up to which {@code updated} everything was handled; empty when nothing was, or under another fingerprint
     */
    public Optional<Instant> watermark(String sync, String fingerprint) {
        return store.read(c -> Transaction.query(c,
                        "SELECT watermark FROM jira_sync_progress WHERE sync = ? AND fingerprint = ?",
                        row -> Optional.ofNullable(Rows.instant(row, "watermark")), sync, fingerprint))
                .stream().findFirst().flatMap(found -> found);
    }

    /** @return up to which {@code updated} everything was handled, under whatever fingerprint */
    public Optional<Instant> watermark(String sync) {
        return store.read(c -> Transaction.query(c,
                "SELECT watermark FROM jira_sync_progress WHERE sync = ? AND watermark IS NOT NULL",
                row -> Rows.instant(row, "watermark"), sync)).stream().findFirst();
    }

    /**
     * Moves the watermark, after everything that was enqueued before is committed; never back under one fingerprint.
     *
     * @throws StateStoreException when something enqueued before could not be written; the watermark stays then
     */
    public void advance(String sync, String fingerprint, Instant watermark) {
        store.flush();
        store.write(t -> t.update(ADVANCE, sync, fingerprint, watermark.toEpochMilli()));
    }

    /**
     * Remembers that everything is read from the beginning; what was handled before under another fingerprint does not
     * hold any more.
     *
     * @param fingerprint under which everything that the sync knows is written from now on; null when some of it was
     *                    written under another one
     */
    public void reading(String sync, String fingerprint) {
        store.write(t -> t.update(READING, sync, fingerprint));
    }

    /** @return the fingerprint under which everything that the sync knows was written; empty when it is not known */
    public Optional<String> reading(String sync) {
        return store.read(c -> Transaction.query(c,
                "SELECT reading FROM jira_sync_progress WHERE sync = ? AND reading IS NOT NULL",
                row -> row.getString("reading"), sync)).stream().findFirst();
    }

    /** @return what names the two ends that the sync connected last; empty before its first run */
    public Optional<String> ends(String sync) {
        return store.read(c -> Transaction.query(c,
                "SELECT ends FROM jira_sync_progress WHERE sync = ? AND ends IS NOT NULL",
                row -> row.getString("ends"), sync)).stream().findFirst();
    }

    /** Remembers which two ends the sync connects from now on. */
    public void connect(String sync, String ends) {
        store.write(t -> t.update(CONNECT, sync, ends));
    }

    /** Remembers that a service wants no request of this sync before a moment. */
    public void hold(String sync, Instant until) {
        store.write(t -> t.update(HOLD, sync, until.toEpochMilli(), clock.millis()));
    }

    /**
     * @return the moment before which the sync has to be silent; empty when there is none, when it has passed, and when the
     *         clock has been set back behind its beginning, so that nobody knows
     */
    public Optional<Instant> heldUntil(String sync) {
        long now = clock.millis();
        return store.read(c -> Transaction.query(c,
                "SELECT held_until FROM jira_sync_progress WHERE sync = ? AND held_until > ?"
                        + " AND (held_since IS NULL OR held_since <= ?)",
                row -> Rows.instant(row, "held_until"), sync, now, now)).stream().findFirst();
    }

    /** @param credential the fingerprint of the refused credential; may be null */
    public void pause(String sync, String reason, String credential) {
        store.write(t -> t.update(PAUSE, sync, reason, credential, clock.millis()));
    }

    public void resume(String sync) {
        store.write(t -> t.update(RESUME, sync));
    }

    public Optional<Pause> paused(String sync) {
        return store.read(c -> Transaction.query(c,
                "SELECT paused_reason, paused_credential, paused_at FROM jira_sync_progress"
                        + " WHERE sync = ? AND paused_at IS NOT NULL",
                row -> new Pause(row.getString("paused_reason"), row.getString("paused_credential"),
                        Rows.instant(row, "paused_at")), sync)).stream().findFirst();
    }

    /** Remembers that a run of the sync came to its end now. The first one has seen all there is, as a reconcile does. */
    public void finished(String sync) {
        long now = clock.millis();
        store.write(t -> t.update(FINISHED, sync, now, now));
    }

    public Optional<Instant> lastFinished(String sync) {
        return store.read(c -> Transaction.query(c,
                "SELECT finished_at FROM jira_sync_progress WHERE sync = ? AND finished_at IS NOT NULL",
                row -> Rows.instant(row, "finished_at"), sync)).stream().findFirst();
    }

    /** Remembers that a reconcile of the sync has begun; until one comes to its end, another one is due. */
    public void reconciling(String sync) {
        store.write(t -> t.update(RECONCILED, sync, 0L));
    }

    /** Remembers that a reconcile of the sync came to its end now. */
    public void reconciled(String sync) {
        store.write(t -> t.update(RECONCILED, sync, clock.millis()));
    }

    public Optional<Instant> lastReconciled(String sync) {
        return store.read(c -> Transaction.query(c,
                "SELECT reconciled_at FROM jira_sync_progress WHERE sync = ? AND reconciled_at IS NOT NULL",
                row -> Rows.instant(row, "reconciled_at"), sync)).stream().findFirst();
    }

    /** Behind which issue id a reconcile goes on to look up what stands at the target; empty for the beginning. */
    public Optional<String> lookedUp(String sync) {
        return store.read(c -> Transaction.query(c,
                "SELECT looked_up FROM jira_sync_progress WHERE sync = ? AND looked_up IS NOT NULL",
                row -> row.getString(1), sync)).stream().findFirst();
    }

    /** Enqueues that the look-ups have come to this issue. */
    public void lookedUp(String sync, String issueId) {
        store.enqueue(t -> t.batch("looked_up/" + sync, "UPDATE jira_sync_progress SET looked_up = ? WHERE sync = ?", issueId,
                sync));
    }
}
