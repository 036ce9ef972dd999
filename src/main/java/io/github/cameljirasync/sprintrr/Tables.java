package io.github.cameljirasync.sprintrr;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.flywaydb.core.Flyway;

/** The tables in the database of the tasks: created when a person asks for it, otherwise only looked at. */
public final class Tables {

    private static final String SCRIPTS = "classpath:camel-jira-sync/sprintrr/db/migration/";
    private static final String HISTORY = "sprintrr_schema";
    /** PostgreSQL's undefined_table; SQLite has only words for it. */
    private static final String NO_TABLE = "42P01";
    private static final List<Table> NEEDED = List.of(
            new Table("tasks", "id, project_id, title, description, status, priority, category, assigned_to, due_date,"
                    + " milestone_id, external_id, external_url"),
            new Table("user_profiles", "id, email"),
            new Table("milestones", "id, project_id, title"),
            new Table("jira_integrations", "id, owner, site_url, email, encrypted_api_token, connected_at"),
            new Table("jira_import_jobs", "id, owner, project_id, jira_project, jql, node, status, seen_count,"
                    + " created_count, updated_count, unchanged_count, failed_count, error, started_at, progress_at,"
                    + " finished_at"),
            new Table("audit_events", "id, actor, action, details, created_at"),
            new Table("activity_events", "id, project_id, actor, event_type, details, created_at"));

    /** @param columns those that are read or written, separated by commas */
    private record Table(String name, String columns) {
    }

    private final TaskDatabase database;

    public Tables(TaskDatabase database) {
        this.database = database;
    }

    /** Creates the tables, or brings them to the newest version; needs the right to create tables in the schema. */
    public void create() {
        Flyway.configure(Tables.class.getClassLoader())
                .dataSource(database)
                .locations(SCRIPTS + database.dialect().name().toLowerCase(Locale.ROOT))
                .table(HISTORY)
                // the database may hold other people's tables
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .createSchemas(false)
                .load()
                .migrate();
    }

    /**
     * What this software needs and the database has not, or does not let this user read; writes nothing.
     *
     * @return parts of a sentence: the tables that are missing, and what each of the others lacks; empty for nothing
     */
    public List<String> problems() throws SQLException {
        List<String> missing = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            for (Table table : NEEDED) {
                look(connection, table, missing, problems);
            }
            if (!missing.isEmpty()) {
                problems.add(0, (missing.size() == 1 ? "table " : "tables ") + String.join(", ", missing));
            }
            if (problems.isEmpty() && !isUnique(connection)) {
                problems.add("table tasks has no unique constraint on (project_id, external_id)");
            }
        }
        return problems;
    }

    private static void look(Connection connection, Table table, List<String> missing, List<String> problems)
            throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(
                "SELECT " + table.columns() + " FROM " + table.name() + " WHERE 1 = 0")) {
            look.executeQuery().close();
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("08")) {
                throw e;
            }
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
            if (NO_TABLE.equals(e.getSQLState()) || reason.contains("no such table")) {
                missing.add(table.name());
            } else {
                problems.add("table " + table.name() + ": " + reason);
            }
        }
    }

    /** Asked of the database itself, which refuses to plan the upsert without the constraint. */
    private static boolean isUnique(Connection connection) throws SQLException {
        try (PreparedStatement plan = connection.prepareStatement("EXPLAIN INSERT INTO tasks (project_id, external_id)"
                + " SELECT project_id, external_id FROM tasks WHERE 1 = 0"
                + " ON CONFLICT (project_id, external_id) DO NOTHING")) {
            plan.executeQuery().close();
            return true;
        } catch (SQLException e) {
            if ("42P10".equals(e.getSQLState()) || String.valueOf(e.getMessage()).contains("ON CONFLICT")) {
                return false;
            }
            throw e;
        }
    }
}
