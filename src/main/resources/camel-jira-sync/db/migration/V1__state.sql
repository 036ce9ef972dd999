-- Times are epoch milliseconds, flags are 0 or 1, so that SQLite and PostgreSQL hold the same values.

CREATE TABLE jira_sync_link (
    sync          TEXT NOT NULL,
    issue_id      ${ordered_text} NOT NULL,
    issue_key     TEXT NOT NULL,
    target_id     TEXT,
    payload_hash  TEXT,
    issue_updated BIGINT,
    delivered_at  BIGINT,
    archived      INTEGER NOT NULL DEFAULT 0,
    change_id     TEXT,
    change_hash   TEXT,
    change_since  BIGINT,
    PRIMARY KEY (sync, issue_id)
) ${often_updated};

CREATE TABLE jira_sync_progress (
    sync              TEXT NOT NULL PRIMARY KEY,
    fingerprint       TEXT,
    watermark         BIGINT,
    paused_reason     TEXT,
    paused_credential TEXT,
    paused_at         BIGINT,
    finished_at       BIGINT
);

CREATE TABLE jira_sync_run (
    id              ${identity},
    sync            TEXT NOT NULL,
    node            TEXT NOT NULL,
    started_at      BIGINT NOT NULL,
    finished_at     BIGINT,
    outcome         TEXT,
    reason          TEXT,
    seen            BIGINT NOT NULL DEFAULT 0,
    created         BIGINT NOT NULL DEFAULT 0,
    updated         BIGINT NOT NULL DEFAULT 0,
    unchanged       BIGINT NOT NULL DEFAULT 0,
    archived        BIGINT NOT NULL DEFAULT 0,
    failed          BIGINT NOT NULL DEFAULT 0,
    jira_requests   BIGINT NOT NULL DEFAULT 0,
    target_requests BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX jira_sync_run_by_sync ON jira_sync_run (sync, id);

CREATE TABLE jira_sync_dead_letter (
    id              ${identity},
    sync            TEXT NOT NULL,
    issue_id        TEXT NOT NULL,
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
    UNIQUE (sync, issue_id)
);
CREATE INDEX jira_sync_dead_letter_due ON jira_sync_dead_letter (sync, next_try_at);

CREATE TABLE jira_sync_lease (
    sync  TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    until BIGINT NOT NULL
);
