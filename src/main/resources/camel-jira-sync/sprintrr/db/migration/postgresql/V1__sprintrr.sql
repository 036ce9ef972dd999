-- Ids are text, so that a project, a person or a milestone of another system keeps the id that it has there.

CREATE TABLE user_profiles (
    id           TEXT PRIMARY KEY DEFAULT gen_random_uuid()::text,
    email        TEXT NOT NULL,
    display_name TEXT,
    created_at   TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX user_profiles_by_email ON user_profiles (lower(email));

CREATE TABLE milestones (
    id         TEXT PRIMARY KEY DEFAULT gen_random_uuid()::text,
    project_id TEXT NOT NULL,
    title      TEXT NOT NULL,
    due_date   DATE,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX milestones_by_title ON milestones (project_id, title);

CREATE TABLE tasks (
    id           TEXT PRIMARY KEY DEFAULT gen_random_uuid()::text,
    project_id   TEXT NOT NULL,
    title        TEXT NOT NULL CHECK (char_length(title) <= 200),
    description  TEXT,
    status       TEXT NOT NULL DEFAULT 'Not Started'
        CHECK (status IN ('Not Started', 'In Progress', 'Completed', 'Blocked')),
    priority     TEXT NOT NULL DEFAULT 'Medium' CHECK (priority IN ('High', 'Medium', 'Low')),
    category     TEXT,
    assigned_to  TEXT[] NOT NULL DEFAULT '{}',
    due_date     DATE,
    milestone_id TEXT REFERENCES milestones (id) ON DELETE SET NULL,
    external_id  TEXT,
    external_url TEXT,
    created_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    updated_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    UNIQUE (project_id, external_id)
);
CREATE FUNCTION tasks_set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER tasks_updated_at BEFORE UPDATE ON tasks FOR EACH ROW EXECUTE FUNCTION tasks_set_updated_at();

CREATE TABLE jira_integrations (
    id                  TEXT PRIMARY KEY DEFAULT gen_random_uuid()::text,
    owner               TEXT NOT NULL,
    db_role             TEXT NOT NULL DEFAULT current_user,
    site_url            TEXT NOT NULL,
    email               TEXT NOT NULL,
    encrypted_api_token BYTEA NOT NULL,
    connected_at        TIMESTAMPTZ NOT NULL DEFAULT now(),
    UNIQUE (db_role, owner)
);

CREATE TABLE jira_import_jobs (
    id              TEXT PRIMARY KEY DEFAULT gen_random_uuid()::text,
    owner           TEXT NOT NULL,
    db_role         TEXT NOT NULL DEFAULT current_user,
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
    started_at      TIMESTAMPTZ NOT NULL,
    progress_at     TIMESTAMPTZ NOT NULL,
    finished_at     TIMESTAMPTZ
);
CREATE INDEX jira_import_jobs_by_owner ON jira_import_jobs (owner, started_at);

CREATE TABLE audit_events (
    id         TEXT PRIMARY KEY DEFAULT gen_random_uuid()::text,
    actor      TEXT NOT NULL,
    action     TEXT NOT NULL,
    details    TEXT,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE activity_events (
    id         TEXT PRIMARY KEY DEFAULT gen_random_uuid()::text,
    project_id TEXT NOT NULL,
    actor      TEXT NOT NULL,
    event_type TEXT NOT NULL,
    details    TEXT,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX activity_events_by_project ON activity_events (project_id, created_at);

-- A row belongs to the database role that wrote it, or whose name its owner has. Where many people share one role, the
-- application names the one it works for in sprintrr.owner, which narrows and never widens what is visible. Nobody writes a
-- row in the name of another role.
ALTER TABLE jira_integrations ENABLE ROW LEVEL SECURITY;
ALTER TABLE jira_integrations FORCE ROW LEVEL SECURITY;
CREATE POLICY jira_integrations_of_owner ON jira_integrations
    USING ((db_role = current_user OR owner = current_user)
        AND coalesce(nullif(current_setting('sprintrr.owner', true), ''), owner) = owner)
    WITH CHECK (db_role = current_user
        AND (owner = current_user OR NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = owner))
        AND coalesce(nullif(current_setting('sprintrr.owner', true), ''), owner) = owner);

ALTER TABLE jira_import_jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE jira_import_jobs FORCE ROW LEVEL SECURITY;
CREATE POLICY jira_import_jobs_of_owner ON jira_import_jobs
    USING ((db_role = current_user OR owner = current_user)
        AND coalesce(nullif(current_setting('sprintrr.owner', true), ''), owner) = owner)
    WITH CHECK (db_role = current_user
        AND (owner = current_user OR NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = owner))
        AND coalesce(nullif(current_setting('sprintrr.owner', true), ''), owner) = owner);
