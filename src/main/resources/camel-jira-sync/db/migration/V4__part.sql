-- An issue may become several things at the target; SQLite can't change a primary key in place.

ALTER TABLE jira_sync_link RENAME TO jira_sync_link_before;
CREATE TABLE jira_sync_link (
    sync          TEXT NOT NULL,
    issue_id      ${ordered_text} NOT NULL,
    part          ${ordered_text} NOT NULL DEFAULT '',
    issue_key     TEXT NOT NULL,
    target_id     TEXT,
    payload_hash  TEXT,
    issue_updated BIGINT,
    delivered_at  BIGINT,
    archived      INTEGER NOT NULL DEFAULT 0,
    change_id     TEXT,
    change_hash   TEXT,
    change_since  BIGINT,
    CONSTRAINT jira_sync_link_key PRIMARY KEY (sync, issue_id, part)
) ${often_updated};
INSERT INTO jira_sync_link (sync, issue_id, issue_key, target_id, payload_hash, issue_updated, delivered_at, archived,
                            change_id, change_hash, change_since)
    SELECT sync, issue_id, issue_key, target_id, payload_hash, issue_updated, delivered_at, archived,
           change_id, change_hash, change_since
    FROM jira_sync_link_before;
DROP TABLE jira_sync_link_before;

ALTER TABLE jira_sync_dead_letter RENAME TO jira_sync_dead_letter_before;
DROP INDEX jira_sync_dead_letter_due;
CREATE TABLE jira_sync_dead_letter (
    id              ${identity},
    sync            TEXT NOT NULL,
    issue_id        TEXT NOT NULL,
    part            TEXT NOT NULL DEFAULT '',
    issue_key       TEXT NOT NULL,
    issue_updated   BIGINT,
    kind            TEXT NOT NULL,
    status          INTEGER,
    code            TEXT,
    error           TEXT NOT NULL,
    field_errors    TEXT,
    payload         TEXT,
    issue           TEXT,
    tries           INTEGER NOT NULL,
    first_failed_at BIGINT NOT NULL,
    last_failed_at  BIGINT NOT NULL,
    next_try_at     BIGINT,
    CONSTRAINT jira_sync_dead_letter_issue UNIQUE (sync, issue_id, part)
);
INSERT INTO jira_sync_dead_letter (sync, issue_id, issue_key, issue_updated, kind, status, code, error, field_errors,
                                   payload, issue, tries, first_failed_at, last_failed_at, next_try_at)
    SELECT sync, issue_id, issue_key, issue_updated, kind, status, code, error, field_errors,
           payload, issue, tries, first_failed_at, last_failed_at, next_try_at
    FROM jira_sync_dead_letter_before ORDER BY id;
DROP TABLE jira_sync_dead_letter_before;
CREATE INDEX jira_sync_dead_letter_due ON jira_sync_dead_letter (sync, next_try_at);
