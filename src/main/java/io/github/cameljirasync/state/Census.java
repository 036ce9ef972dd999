package io.github.cameljirasync.state;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What a reconcile has found in Jira, beside the links of its sync. The two are compared in the database, so that no
 * more than a page of either is held in memory. One reconcile of a sync at a time.
 */
public final class Census {

    private static final String CLEAR = "DELETE FROM jira_sync_census WHERE sync = ?";
    private static final String COUNT = "INSERT INTO jira_sync_census (sync, issue_id, issue_updated, gone)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (sync, issue_id)"
            + " DO UPDATE SET issue_updated = excluded.issue_updated, gone = excluded.gone";
    private static final String SAME_ISSUE = "SELECT 1 FROM jira_sync_census c"
            + " WHERE c.sync = jira_sync_link.sync AND c.issue_id = jira_sync_link.issue_id";
    private static final String LINK_OF = "SELECT 1 FROM jira_sync_link l"
            + " WHERE l.sync = c.sync AND l.issue_id = c.issue_id";
    private static final String MISSING = "SELECT DISTINCT issue_id FROM jira_sync_link WHERE sync = ? AND archived = 0"
            + " AND target_id IS NOT NULL AND issue_id > ? AND NOT EXISTS (" + SAME_ISSUE + ")"
            + " ORDER BY issue_id LIMIT ?";
    private static final String GONE = Links.COLUMNS + " WHERE sync = ? AND archived = 0 AND (issue_id, part) > (?, ?)"
            + " AND EXISTS (" + SAME_ISSUE + " AND c.gone = 1) ORDER BY issue_id, part LIMIT ?";
    private static final String UNDELIVERED = "SELECT c.issue_id, c.issue_updated FROM jira_sync_census c"
            + " WHERE c.sync = ? AND c.gone = 0 AND c.issue_id > ?"
            + " AND (NOT EXISTS (" + LINK_OF + ") OR EXISTS (" + LINK_OF + " AND (l.target_id IS NULL OR l.archived = 1"
            + " OR l.issue_updated IS NULL OR l.issue_updated < c.issue_updated))";
    private static final String FEWER = " OR (SELECT COUNT(*) FROM jira_sync_link l WHERE l.sync = c.sync"
            + " AND l.issue_id = c.issue_id) < ";
    private static final String IN_ORDER = ") ORDER BY c.issue_id LIMIT ?";

    private static final String KEEP = "INSERT INTO jira_sync_census (sync, issue_id, issue_updated, gone)"
            + " SELECT DISTINCT sync, issue_id, CAST(NULL AS BIGINT), 0 FROM jira_sync_link"
            + " WHERE sync = ? AND issue_id >= ? AND issue_id < ?"
            + " ON CONFLICT (sync, issue_id) DO NOTHING";

    private final StateStore store;

    public Census(StateStore store) {
        this.store = store;
    }

    /**
     * An issue of the census.
     *
     * @param updated Jira's {@code updated}; may be null
     */
    public record Counted(String issueId, Instant updated) {
    }

    /** Forgets everything that was counted. */
    public void clear(String sync) {
        store.write(t -> t.update(CLEAR, sync));
    }

    /** Counts issues that are in the filter; durable when it returns. */
    public void add(String sync, Collection<Counted> issues) {
        put(sync, issues, false);
    }

    /** Counts all that has a link and whose id begins so; durable when it returns. */
    public void keep(String sync, String prefix) {
        store.write(t -> t.update(KEEP, sync, prefix, prefix + Character.MAX_VALUE));
    }

    /** Counts issues of which it is certain that they are no longer in the filter; durable when it returns. */
    public void addGone(String sync, Collection<String> issueIds) {
        put(sync, issueIds.stream().map(id -> new Counted(id, null)).toList(), true);
    }

    /**
     * @param after the issue id behind which to go on; empty for the beginning
     * @return issues that stand at the target, not archived, and were not counted at all, in the order of their
     *         ids as text
     */
    public List<String> missing(String sync, String after, int limit) {
        return store.read(c -> Transaction.query(c, MISSING, row -> row.getString(1), sync, after, limit));
    }

    /**
     * @param after what to go on behind; an empty issue id for the beginning
     * @return links that are not archived, of issues that were counted as gone, in the order of their ids and parts as text
     */
    public List<Link> gone(String sync, IssuePart after, int limit) {
        return store.read(c -> Transaction.query(c, GONE, Links::link, sync, after.issueId(), after.name(), limit));
    }

    /**
     * @param after the issue id behind which to go on; empty for the beginning
     * @param parts how many things an issue becomes at least
     * @return issues in the filter of which something was never delivered, or only in an older state, or archived since, in
     *         the order of their ids as text
     */
    public List<Counted> undelivered(String sync, String after, int limit, int parts) {
        String sql = UNDELIVERED + (parts > 1 ? FEWER + parts : "") + IN_ORDER;
        return store.read(c -> Transaction.query(c, sql,
                row -> new Counted(row.getString("issue_id"), Rows.instant(row, "issue_updated")), sync, after, limit));
    }

    private void put(String sync, Collection<Counted> issues, boolean gone) {
        if (issues.isEmpty()) {
            return;
        }
        store.write(t -> {
            for (Counted issue : issues) {
                t.batch("census/" + sync + '/' + issue.issueId(), COUNT, sync, issue.issueId(),
                        Rows.millis(issue.updated()), gone);
            }
        });
    }
}
