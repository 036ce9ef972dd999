package io.github.cameljirasync.sprintrr;

import java.util.UUID;

import org.springframework.jdbc.core.JdbcTemplate;

/** Who did what, in the audit table, and what a project's members see of it, in the activity table. */
public final class AuditLog {

    /** The actions that are audited. */
    public enum Action { JIRA_CONNECTED, JIRA_REVOKED, JIRA_IMPORT_STARTED, JIRA_IMPORT_COMPLETED, JIRA_IMPORT_FAILED }

    private static final String IMPORTED = "imported_from_jira";

    private final JdbcTemplate jdbc;
    private final String owner;

    public AuditLog(TaskDatabase database) {
        this.jdbc = new JdbcTemplate(database);
        this.owner = database.owner();
    }

    /** @param details for people; holds no secret */
    public void record(Action action, String details) {
        jdbc.update("INSERT INTO audit_events (id, actor, action, details) VALUES (?, ?, ?, ?)",
                UUID.randomUUID().toString(), owner, action.name(), details);
    }

    /** @param details for people; holds no secret */
    void imported(String project, String details) {
        jdbc.update("INSERT INTO activity_events (id, project_id, actor, event_type, details) VALUES (?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(), project, owner, IMPORTED, details);
    }
}
