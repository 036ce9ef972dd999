-- For a trial. Times are ISO 8601, lists are JSON; there are no roles, so whoever can read the file reads all of it.

CREATE TABLE user_profiles (
    id           TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    email        TEXT NOT NULL,
    display_name TEXT,
    created_at   TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE UNIQUE INDEX user_profiles_by_email ON user_profiles (lower(email));

CREATE TABLE milestones (
    id         TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    project_id TEXT NOT NULL,
    title      TEXT NOT NULL,
    due_date   TEXT,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE INDEX milestones_by_title ON milestones (project_id, title);

CREATE TABLE tasks (
    id           TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    project_id   TEXT NOT NULL,
    title        TEXT NOT NULL CHECK (length(title) <= 200),
    description  TEXT,
    status       TEXT NOT NULL DEFAULT 'Not Started'
        CHECK (status IN ('Not Started', 'In Progress', 'Completed', 'Blocked')),
    priority     TEXT NOT NULL DEFAULT 'Medium' CHECK (priority IN ('High', 'Medium', 'Low')),
    category     TEXT,
    assigned_to  TEXT NOT NULL DEFAULT '[]',
    due_date     TEXT,
    milestone_id TEXT REFERENCES milestones (id) ON DELETE SET NULL,
    external_id  TEXT,
    external_url TEXT,
    created_at   TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at   TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    UNIQUE (project_id, external_id)
);
CREATE TRIGGER tasks_updated_at AFTER UPDATE ON tasks WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE tasks SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = NEW.id;
END;

CREATE TABLE jira_integrations (
    id                  TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    owner               TEXT NOT NULL UNIQUE,
    site_url            TEXT NOT NULL,
    email               TEXT NOT NULL,
    encrypted_api_token BLOB NOT NULL,
    connected_at        TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE TABLE jira_import_jobs (
    id              TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    owner           TEXT NOT NULL,
    project_id      TEXT NOT NULL,
    jira_project    TEXT,
    jql             TEXT,
    node            TEXT NOT NULL,
    status          TEXT NOT NULL CHECK (status IN ('running', 'completed', 'failed')),
    seen_count      BIGINT NOT NULL DEFAULT 0,
    created_count   BIGINT NOT NULL DEFAULT 0,
    updated_count   BIGINT NOT NULL DEFAULT 0,
    unchanged_count BIGINT NOT NULL DEFAULT 0,
    failed_count    BIGINT NOT NULL DEFAULT 0,
    error           TEXT,
    started_at      TEXT NOT NULL,
    progress_at     TEXT NOT NULL,
    finished_at     TEXT
);
CREATE INDEX jira_import_jobs_by_owner ON jira_import_jobs (owner, started_at);

CREATE TABLE audit_events (
    id         TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    actor      TEXT NOT NULL,
    action     TEXT NOT NULL,
    details    TEXT,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

CREATE TABLE activity_events (
    id         TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(16)))),
    project_id TEXT NOT NULL,
    actor      TEXT NOT NULL,
    event_type TEXT NOT NULL,
    details    TEXT,
    created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE INDEX activity_events_by_project ON activity_events (project_id, created_at);
