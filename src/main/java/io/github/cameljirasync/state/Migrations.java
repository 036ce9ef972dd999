package io.github.cameljirasync.state;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Brings a database to the newest schema. Flyway is only loaded when there is something to do. */
final class Migrations {

    static final String FOLDER = "camel-jira-sync/db/migration/";
    static final String HISTORY = "jira_sync_schema";
    /** In order. Named here because a scan of a large class path costs more than everything else at the start. */
    static final List<String> SCRIPTS = List.of("V1__state.sql", "V2__reconcile.sql", "V3__ends.sql", "V4__part.sql",
            "V5__reading.sql", "V6__hold.sql", "V7__shared.sql");

    private static final int ATTEMPTS = 5;

    private Migrations() {
    }

    /**
     * @param source     for Flyway's own connections
     * @param connection in auto-commit mode, for the look at the present version
     * @param dialect    the values of the placeholders in the scripts
     */
    static void migrate(DataSource source, Connection connection, Map<String, String> dialect) throws SQLException {
        for (int attempt = 1; needed(connection); attempt++) {
            try {
                flyway(source, dialect).migrate();
            } catch (FlywayException e) {
                // another process may be creating the same tables at this moment
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static boolean needed(Connection connection) throws SQLException {
        Optional<Integer> present = present(connection);
        int newest = version(SCRIPTS.get(SCRIPTS.size() - 1));
        if (present.isPresent() && present.get() > newest) {
            throw new NewerSchemaException();
        }
        return present.isEmpty() || present.get() < newest;
    }

    /** The newest version in the history; empty when there is none, or one that failed and that Flyway must judge. */
    private static Optional<Integer> present(Connection connection) throws SQLException {
        if (!historyExists(connection)) {
            return Optional.empty();
        }
        List<Optional<Integer>> newest = Transaction.query(connection,
                "SELECT MAX(CAST(version AS INTEGER)), SUM(CASE WHEN success THEN 0 ELSE 1 END) FROM " + HISTORY
                        + " WHERE version IS NOT NULL",
                row -> row.getInt(2) > 0 ? Optional.empty() : Optional.of(row.getInt(1)));
        return newest.get(0);
    }

    private static boolean historyExists(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData()
                .getTables(null, connection.getSchema(), HISTORY, new String[] {"TABLE"})) {
            return tables.next();
        }
    }

    private static int version(String script) {
        return Integer.parseInt(script.substring(1, script.indexOf("__")));
    }

    static Flyway flyway(DataSource source, Map<String, String> dialect) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations(new String[0])
                .resourceProvider(new Scripts())
                .table(HISTORY)
                .placeholders(dialect)
                // the database may hold other people's tables
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .createSchemas(false)
                .load();
    }

    /** The database was written by a newer version of this software. */
    static final class NewerSchemaException extends RuntimeException {
    }

    private static final class Scripts implements ResourceProvider {

        @Override
        public LoadableResource getResource(String name) {
            return SCRIPTS.contains(name) ? new Script(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(Script::new)
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {

        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new InputStreamReader(
                    Migrations.class.getClassLoader().getResourceAsStream(FOLDER + name), StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
