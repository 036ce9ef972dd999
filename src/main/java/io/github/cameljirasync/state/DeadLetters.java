package io.github.cameljirasync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Issues that could not be delivered, at most one per sync, issue and part. A retryable one is due at the next run, after the
 * second failure in 5 minutes, then in doubled intervals up to 6 hours; the others only by {@link #requeue}.
 * A letter of a newer state of an issue is never replaced by one of an older state.
 */
public final class DeadLetters {

    /** The longest payload and issue kept, in characters. */
    public static final int LONGEST_TEXT = 256 * 1024;

    private static final int LONGEST_ERROR = 8 * 1024;
    private static final String NAMES = "id, sync, issue_id, part, issue_key, issue_updated, kind, status, code, error,"
            + " field_errors, tries, first_failed_at, last_failed_at, next_try_at";
    private static final String LIST = "SELECT " + NAMES + ", NULL AS payload, NULL AS issue FROM jira_sync_dead_letter";
    private static final String FULL = "SELECT " + NAMES + ", payload, issue FROM jira_sync_dead_letter";
    private static final String SAME = "jira_sync_dead_letter.issue_updated = excluded.issue_updated"
            + " OR jira_sync_dead_letter.issue_updated IS NULL OR excluded.issue_updated IS NULL";
    private static final String NEXT_INTERVAL = "CASE WHEN jira_sync_dead_letter.tries >= 8 THEN 21600000"
            + " ELSE 300000 * (1 << (jira_sync_dead_letter.tries - 1)) END";
    private static final String PUT = "INSERT INTO jira_sync_dead_letter (sync, issue_id, part, issue_key, issue_updated, kind,"
            + " status, code, error, field_errors, payload, issue, tries, first_failed_at, last_failed_at, next_try_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)"
            + " ON CONFLICT (sync, issue_id, part) DO UPDATE SET issue_key = excluded.issue_key,"
            + " issue_updated = COALESCE(excluded.issue_updated, jira_sync_dead_letter.issue_updated),"
            + " kind = excluded.kind, status = excluded.status, code = excluded.code, error = excluded.error,"
            + " field_errors = excluded.field_errors, payload = excluded.payload, issue = excluded.issue,"
            + " tries = CASE WHEN " + SAME + " THEN jira_sync_dead_letter.tries + 1 ELSE 1 END,"
            + " first_failed_at = CASE WHEN " + SAME
            + " THEN jira_sync_dead_letter.first_failed_at ELSE excluded.first_failed_at END,"
            + " last_failed_at = excluded.last_failed_at,"
            + " next_try_at = CASE WHEN " + SAME + " THEN excluded.next_try_at + " + NEXT_INTERVAL
            + " ELSE excluded.next_try_at END"
            + " WHERE " + SAME + " OR jira_sync_dead_letter.issue_updated < excluded.issue_updated";
    private static final String SETTLE = "DELETE FROM jira_sync_dead_letter WHERE sync = ? AND issue_id = ? AND part = ?";
    private static final String SETTLE_UPTO = SETTLE + " AND (issue_updated IS NULL OR issue_updated <= ?)";
    private static final String REQUEUE = "UPDATE jira_sync_dead_letter SET next_try_at = ?";

    private final StateStore store;
    private final Clock clock;

    public DeadLetters(StateStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Keeps a failed issue, or adds one try to the letter that is there; durable when it returns.
     *
     * @return the id of the issue's letter
     */
    public long put(FailedIssue f) {
        long now = clock.millis();
        Long due = f.kind() == FailedIssue.Kind.RETRYABLE ? now : null;
        return store.update(t -> {
            t.update(PUT, f.sync(), f.issueId(), f.part(), f.issueKey(), Rows.millis(f.issueUpdated()), f.kind().stored(),
                    f.status(), f.code(), Text.bounded(f.error(), LONGEST_ERROR),
                    Text.bounded(f.fieldErrors(), LONGEST_TEXT), Text.bounded(f.payload(), LONGEST_TEXT),
                    Text.bounded(f.issue(), LONGEST_TEXT), now, now, due);
            return t.query("SELECT id FROM jira_sync_dead_letter WHERE sync = ? AND issue_id = ? AND part = ?",
                    row -> row.getLong(1), f.sync(), f.issueId(), f.part()).get(0);
        });
    }

    /** @return the letters that a run tries again now, the longest due first, with payload and issue */
    public List<DeadLetter> due(String sync, int limit) {
        long now = clock.millis();
        return store.read(c -> Transaction.query(c,
                FULL + " WHERE sync = ? AND next_try_at IS NOT NULL AND (next_try_at <= ? OR last_failed_at > ?)"
                        + " ORDER BY next_try_at, id LIMIT ?",
                DeadLetters::letter, sync, now, now, limit));
    }

    /** @return the letters that runs try again by themselves, due or not, the longest due first, with payload and issue */
    public List<DeadLetter> healing(String sync, int limit) {
        return store.read(c -> Transaction.query(c,
                FULL + " WHERE sync = ? AND next_try_at IS NOT NULL ORDER BY next_try_at, id LIMIT ?",
                DeadLetters::letter, sync, limit));
    }

    /** @return the letters that failed last, newest first, without payload and issue */
    public List<DeadLetter> list(int limit) {
        return store.read(c -> Transaction.query(c, LIST + " ORDER BY last_failed_at DESC, id DESC LIMIT ?",
                DeadLetters::letter, limit));
    }

    /** As {@link #list(int)}, of one sync. */
    public List<DeadLetter> list(String sync, int limit) {
        return store.read(c -> Transaction.query(c,
                LIST + " WHERE sync = ? ORDER BY last_failed_at DESC, id DESC LIMIT ?",
                DeadLetters::letter, sync, limit));
    }

    /**
     * @return the letters of those issues that have one, by what they are about, without payload and issue; a run that meets the
     *         same state of an issue again need not send it again before it is due
     */
    public Map<IssuePart, DeadLetter> find(String sync, Collection<String> issueIds) {
        Map<IssuePart, DeadLetter> found = new HashMap<>();
        for (DeadLetter letter : Rows.ofIssues(store, LIST, sync, issueIds, DeadLetters::letter)) {
            found.put(letter.failed().place(), letter);
        }
        return found;
    }

    /** @return the letters of those issues that have any, by issue id, without payload and issue */
    public Map<String, List<DeadLetter>> ofIssues(String sync, Collection<String> issueIds) {
        return find(sync, issueIds).values().stream().collect(Collectors.groupingBy(letter -> letter.failed().issueId()));
    }

    /** @return the letter with payload and issue */
    public Optional<DeadLetter> find(long id) {
        return store.read(c -> Transaction.query(c, FULL + " WHERE id = ?", DeadLetters::letter, id))
                .stream().findFirst();
    }

    /** @return whether there was such a letter */
    public boolean discard(long id) {
        return store.update(t -> t.update("DELETE FROM jira_sync_dead_letter WHERE id = ?", id)) > 0;
    }

    /**
     * Makes a letter due now, whatever its kind.
     *
     * @return whether there is such a letter
     */
    public boolean requeue(long id) {
        long now = clock.millis();
        return store.update(t -> t.update(REQUEUE + " WHERE id = ?", now, id)) > 0;
    }

    /** @return how many letters, of all syncs, are due now */
    public int requeueAll() {
        long now = clock.millis();
        return store.update(t -> t.update(REQUEUE, now));
    }

    /** @return how many letters of this sync are due now */
    public int requeueAll(String sync) {
        long now = clock.millis();
        return store.update(t -> t.update(REQUEUE + " WHERE sync = ?", now, sync));
    }

    public long count() {
        return store.read(c -> Transaction.query(c, "SELECT COUNT(*) FROM jira_sync_dead_letter",
                row -> row.getLong(1))).get(0);
    }

    public long count(String sync) {
        return store.read(c -> Transaction.query(c, "SELECT COUNT(*) FROM jira_sync_dead_letter WHERE sync = ?",
                row -> row.getLong(1), sync)).get(0);
    }

    /** Enqueues that the issue's letter is gone, for an issue that needs nothing any more. */
    public void remove(String sync, IssuePart issue) {
        store.enqueue(t -> settle(t, sync, issue, null));
    }

    /** Removes the letter of an issue, but not one of a newer state than the one delivered. */
    static void settle(Transaction transaction, String sync, IssuePart issue, Long deliveredUpdated) throws SQLException {
        String row = "dead_letter/" + sync + '/' + issue.issueId() + '/' + issue.name();
        if (deliveredUpdated == null) {
            transaction.batch(row, SETTLE, sync, issue.issueId(), issue.name());
        } else {
            transaction.batch(row, SETTLE_UPTO, sync, issue.issueId(), issue.name(), deliveredUpdated);
        }
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        FailedIssue failed = new FailedIssue(row.getString("sync"), row.getString("issue_id"),
                row.getString("part"), row.getString("issue_key"), Rows.instant(row, "issue_updated"),
                FailedIssue.Kind.of(row.getString("kind")), Rows.integer(row, "status"), row.getString("code"),
                row.getString("error"), row.getString("field_errors"), row.getString("payload"),
                row.getString("issue"));
        return new DeadLetter(row.getLong("id"), failed, row.getInt("tries"), Rows.instant(row, "first_failed_at"),
                Rows.instant(row, "last_failed_at"), Rows.instant(row, "next_try_at"));
    }
}
