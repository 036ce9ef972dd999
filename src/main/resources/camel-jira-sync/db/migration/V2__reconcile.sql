ALTER TABLE jira_sync_progress ADD COLUMN reconciled_at BIGINT;

-- What a reconcile under way has found in Jira; of a finished one nothing is left.
CREATE TABLE jira_sync_census (
    sync          TEXT NOT NULL,
    issue_id      ${ordered_text} NOT NULL,
    issue_updated BIGINT,
    gone          INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (sync, issue_id)
) ${often_updated};
