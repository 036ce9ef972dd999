package io.github.cameljirasync.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Which issue stands where at the target, what was delivered last for it, and which write is under way. */
public final class Links {

    static final String COLUMNS = "SELECT sync, issue_id, part, issue_key, target_id, payload_hash, issue_updated,"
            + " delivered_at, archived, change_id, change_hash, change_since FROM jira_sync_link";
    private static final String INSERT_CHANGE = "INSERT INTO jira_sync_link"
            + " (sync, issue_id, part, issue_key, change_id, change_hash, change_since) VALUES (?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (sync, issue_id, part) DO UPDATE SET";
    private static final String RETURNING_CHANGE = " RETURNING change_id, change_hash, change_since";
    private static final String BEGIN = INSERT_CHANGE
            + " change_id = CASE WHEN jira_sync_link.change_hash = excluded.change_hash"
            + " THEN jira_sync_link.change_id ELSE excluded.change_id END,"
            + " change_since = CASE WHEN jira_sync_link.change_hash = excluded.change_hash"
            + " THEN jira_sync_link.change_since ELSE excluded.change_since END,"
            + " change_hash = excluded.change_hash" + RETURNING_CHANGE;
    private static final String RENEW = INSERT_CHANGE
            + " change_id = excluded.change_id, change_since = excluded.change_since,"
            + " change_hash = excluded.change_hash" + RETURNING_CHANGE;
    private static final String DELIVERED = "INSERT INTO jira_sync_link"
            + " (sync, issue_id, part, issue_key, target_id, payload_hash, issue_updated, delivered_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (sync, issue_id, part) DO UPDATE SET issue_key = excluded.issue_key,"
            + " target_id = excluded.target_id, payload_hash = excluded.payload_hash,"
            + " issue_updated = excluded.issue_updated, delivered_at = excluded.delivered_at,"
            + " archived = 0, change_id = NULL, change_hash = NULL, change_since = NULL";
    private static final String ARCHIVED = "UPDATE jira_sync_link SET archived = 1,"
            + " change_id = NULL, change_hash = NULL, change_since = NULL WHERE sync = ? AND issue_id = ? AND part = ?";
    private static final String CONFIRMED = "UPDATE jira_sync_link SET issue_updated = ?"
            + " WHERE sync = ? AND issue_id = ? AND part = ? AND (issue_updated IS NULL OR issue_updated < ?)";
    private static final String FORGET = "DELETE FROM jira_sync_link WHERE sync = ? AND issue_id = ? AND part = ?";

    private final StateStore store;
    private final Clock clock;

    public Links(StateStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @return the links of those issues that have any, by what they are about */
    public Map<IssuePart, Link> find(String sync, Collection<String> issueIds) {
        Map<IssuePart, Link> found = new HashMap<>();
        for (Link link : Rows.ofIssues(store, COLUMNS, sync, issueIds, Links::link)) {
            found.put(link.place(), link);
        }
        return found;
    }

    /**
     * Remembers, before a write is sent, that a write of this payload is under way; durable when it returns.
     *
     * @return the unfinished change of the same payload when there is one, else a new one in place of any other
     */
    public Change begin(String sync, IssuePart issue, String issueKey, String payloadHash) {
        return change(BEGIN, sync, issue, issueKey, payloadHash);
    }

    /** Gives the write a new id, for a service that refuses the old one; durable when it returns. */
    public Change renew(String sync, IssuePart issue, String issueKey, String payloadHash) {
        return change(RENEW, sync, issue, issueKey, payloadHash);
    }

    /**
     * Enqueues that this payload stands at the target now: the change is finished, and dead letters of this or an older
     * state of the issue are gone.
     *
     * @param issueUpdated Jira's {@code updated} of the delivered issue; may be null. One in the future is kept as now, because
     *                     each later change of the issue would look older than it
     */
    public void delivered(String sync, IssuePart issue, String issueKey, String targetId, String payloadHash,
                          Instant issueUpdated) {
        Long updated = Rows.millis(issueUpdated);
        long now = clock.millis();
        Long known = updated == null ? null : Long.valueOf(Math.min(updated, now));
        store.enqueue(t -> {
            t.batch(row(sync, issue), DELIVERED, sync, issue.issueId(), issue.name(), issueKey, targetId, payloadHash, known, now);
            DeadLetters.settle(t, sync, issue, updated);
        });
    }

    /** Enqueues that a newer state of the issue needs no other payload than the one that stands at the target. */
    public void confirmed(String sync, IssuePart issue, Instant issueUpdated) {
        long updated = Math.min(issueUpdated.toEpochMilli(), clock.millis());
        store.enqueue(t -> t.batch(row(sync, issue), CONFIRMED, updated, sync, issue.issueId(), issue.name(), updated));
    }

    /** Enqueues that the issue needs nothing at the target: its dead letter is gone. */
    public void settled(String sync, IssuePart issue) {
        store.enqueue(t -> DeadLetters.settle(t, sync, issue, null));
    }

    /** Enqueues that the issue was archived at the target; its dead letter is gone, nothing is to be delivered. */
    public void archived(String sync, IssuePart issue) {
        store.enqueue(t -> {
            t.batch(row(sync, issue), ARCHIVED, sync, issue.issueId(), issue.name());
            DeadLetters.settle(t, sync, issue, null);
        });
    }

    /** Forgets all that is known of the issues of a sync, and what of them waits in the dead letters. */
    public void forgetAll(String sync) {
        store.write(t -> {
            t.update("DELETE FROM jira_sync_link WHERE sync = ?", sync);
            t.update("DELETE FROM jira_sync_dead_letter WHERE sync = ?", sync);
        });
    }

    /** Enqueues that nothing is known of this issue any more. */
    public void forget(String sync, IssuePart issue) {
        store.enqueue(t -> t.batch(row(sync, issue), FORGET, sync, issue.issueId(), issue.name()));
    }

    /** @return whether anything is known of any issue of the sync */
    public boolean any(String sync) {
        return !store.read(c -> Transaction.query(c, "SELECT 1 FROM jira_sync_link WHERE sync = ? LIMIT 1",
                row -> row.getInt(1), sync)).isEmpty();
    }

    /** @return how many issues of the sync stand at the target, without archived ones */
    public long count(String sync) {
        return store.read(c -> Transaction.query(c,
                "SELECT COUNT(DISTINCT issue_id) FROM jira_sync_link WHERE sync = ? AND target_id IS NOT NULL AND archived = 0",
                row -> row.getLong(1), sync)).get(0);
    }

    /** @return how many things stand at the target, where an issue may be several, without archived ones */
    public long countParts(String sync) {
        return store.read(c -> Transaction.query(c,
                "SELECT COUNT(*) FROM jira_sync_link WHERE sync = ? AND target_id IS NOT NULL AND archived = 0",
                row -> row.getLong(1), sync)).get(0);
    }

    /**
     * Whether another issue has become, or is becoming, the same part.
     *
     * @param going the payload hash of a write that takes a part away; whoever is being taken away does not count
     */
    public boolean isShared(String sync, IssuePart part, String going) {
        return !store.read(c -> Transaction.query(c, "SELECT 1 FROM jira_sync_link WHERE sync = ? AND part = ? AND part <> ''"
                + " AND issue_id <> ? AND archived = 0 AND (change_hash IS NULL OR change_hash <> ?) LIMIT 1",
                row -> row.getInt(1), sync, part.name(), part.issueId(), going)).isEmpty();
    }

    /**
     * Goes through all links of a sync, in the order of their issue ids and parts as text, without holding more than one chunk.
     * The store may be written meanwhile.
     *
     * @param chunkSize the most links that are handed over at once
     */
    public void forEachChunk(String sync, int chunkSize, Consumer<List<Link>> consumer) {
        IssuePart after = IssuePart.whole("");
        List<Link> chunk;
        do {
            IssuePart from = after;
            chunk = store.read(c -> Transaction.query(c,
                    COLUMNS + " WHERE sync = ? AND (issue_id, part) > (?, ?) ORDER BY issue_id, part LIMIT " + chunkSize,
                    Links::link, sync, from.issueId(), from.name()));
            if (!chunk.isEmpty()) {
                consumer.accept(chunk);
                after = chunk.get(chunk.size() - 1).place();
            }
        } while (chunk.size() == chunkSize);
    }

    private Change change(String sql, String sync, IssuePart issue, String issueKey, String payloadHash) {
        String id = UUID.randomUUID().toString();
        long now = clock.millis();
        return store.update(t -> t.query(sql, row -> change(row, id),
                sync, issue.issueId(), issue.name(), issueKey, id, payloadHash, now)).get(0);
    }

    private static Change change(ResultSet row, String freshId) throws SQLException {
        String id = row.getString("change_id");
        return id == null ? null : new Change(id, row.getString("change_hash"),
                Instant.ofEpochMilli(row.getLong("change_since")), id.equals(freshId));
    }

    static Link link(ResultSet row) throws SQLException {
        return new Link(row.getString("sync"), row.getString("issue_id"), row.getString("part"), row.getString("issue_key"),
                row.getString("target_id"), row.getString("payload_hash"), Rows.instant(row, "issue_updated"),
                Rows.instant(row, "delivered_at"), row.getInt("archived") == 1, change(row, null));
    }

    private static String row(String sync, IssuePart issue) {
        return "link/" + sync + '/' + issue.issueId() + '/' + issue.name();
    }
}
