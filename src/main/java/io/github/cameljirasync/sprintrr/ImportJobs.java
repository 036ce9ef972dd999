package io.github.cameljirasync.sprintrr;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import io.github.cameljirasync.run.RunCounts;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The history of an owner's imports. */
public final class ImportJobs {

    /** A job whose process can't be asked after and that has made no progress for so long is taken for dead. */
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final String KILLED = "the process was killed; import again to go on";
    private static final String COLUMNS = "id, owner, project_id, jira_project, status, seen_count, created_count,"
            + " updated_count, unchanged_count, failed_count, error, started_at, finished_at";

    /** Of one length, so that the text of an earlier moment comes first. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final JdbcTemplate jdbc;
    private final AuditLog audit;
    private final DatabaseFailures failures;
    private final String owner;

    public ImportJobs(TaskDatabase database, AuditLog audit) {
        this.jdbc = new JdbcTemplate(database);
        this.audit = audit;
        this.failures = new DatabaseFailures(database);
        this.owner = database.owner();
    }

    /** The newest first. */
    public List<ImportJob> latest(int most) {
        try {
            return jdbc.query("SELECT " + COLUMNS + " FROM jira_import_jobs WHERE owner = ?"
                    + " ORDER BY started_at DESC, id LIMIT " + most, (row, number) -> job(row), owner);
        } catch (DataAccessException e) {
            throw failures.of(e);
        }
    }

    /**
     * Begins a job.
     *
     * @param jiraProject null when the import has its own filter
     * @param node        names the process
     * @return its id
     */
    String start(String project, String jiraProject, String jql, String node, Instant now) {
        String id = UUID.randomUUID().toString();
        jdbc.update("INSERT INTO jira_import_jobs (id, owner, project_id, jira_project, jql, node, status, started_at,"
                + " progress_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, owner, project, jiraProject, jql, node,
                ImportJob.RUNNING, TIME.format(now), TIME.format(now));
        return id;
    }

    void progress(String id, RunCounts counts, Instant now) {
        jdbc.update("UPDATE jira_import_jobs SET seen_count = ?, created_count = ?, updated_count = ?,"
                + " unchanged_count = ?, failed_count = ?, progress_at = ? WHERE id = ?", counts.seen(), counts.created(),
                counts.updated(), counts.unchanged(), counts.failed(), TIME.format(now), id);
    }

    /** @param error one sentence; null when all went well */
    void finish(String id, String status, String error, RunCounts counts, Instant now) {
        progress(id, counts, now);
        jdbc.update("UPDATE jira_import_jobs SET status = ?, error = ?, finished_at = ? WHERE id = ?", status, error,
                TIME.format(now), id);
    }

    /**
     * Marks the jobs as failed whose process was killed.
     *
     * @param isDead whether the process of this name does not live any more
     */
    public void bury(Predicate<String> isDead, Instant now) {
        String tooOld = TIME.format(now.minus(PATIENCE));
        try {
            jdbc.query("SELECT id, project_id, node, CASE WHEN progress_at < ? THEN 1 ELSE 0 END"
                    + " FROM jira_import_jobs WHERE owner = ? AND status = ?", (row, number) -> new Running(
                            row.getString(1), row.getString(2), row.getString(3), row.getInt(4) == 1),
                    tooOld, owner, ImportJob.RUNNING).stream()
                    .filter(job -> job.isOld() || isDead.test(job.node())).forEach(job -> bury(job, now));
        } catch (DataAccessException e) {
            throw failures.of(e);
        }
    }

    private void bury(Running job, Instant now) {
        int marked = jdbc.update("UPDATE jira_import_jobs SET status = ?, error = ?, finished_at = ?"
                + " WHERE id = ? AND status = ?", ImportJob.FAILED, KILLED, TIME.format(now), job.id(), ImportJob.RUNNING);
        if (marked == 1) {
            audit.record(AuditLog.Action.JIRA_IMPORT_FAILED, "into project " + job.project() + ": " + KILLED);
        }
    }

    private record Running(String id, String project, String node, boolean isOld) {
    }

    private static ImportJob job(ResultSet row) throws SQLException {
        return new ImportJob(row.getString("id"), row.getString("owner"), row.getString("project_id"),
                row.getString("jira_project"), row.getString("status"), row.getLong("seen_count"),
                row.getLong("created_count"), row.getLong("updated_count"), row.getLong("unchanged_count"),
                row.getLong("failed_count"), row.getString("error"), instant(row, "started_at"),
                instant(row, "finished_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return null;
        }
        return value instanceof Timestamp time ? time.toInstant() : Instant.parse(value.toString());
    }
}
