package io.github.cameljirasync.state;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The databases that every promise of the state store is tested on. */
public enum Backend {
    SQLITE {
        @Override
        public String freshUrl(Path folder) {
            return "jdbc:sqlite:" + folder.resolve("data-" + UUID.randomUUID()).resolve("state.db");
        }
    },
    POSTGRESQL {
        @Override
        public String freshUrl(Path folder) throws SQLException {
            // a schema costs a hundredth of a database and holds everything that the store creates
            String schema = "state_" + UUID.randomUUID().toString().replace("-", "");
            execute("CREATE SCHEMA " + schema);
            return Server.POSTGRES.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
        }
    };

    /** @return the URL of an empty database that nobody else uses */
    public abstract String freshUrl(Path folder) throws SQLException;

    /** Executes a statement in the PostgreSQL of all tests. */
    public static void execute(String sql) throws SQLException {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One PostgreSQL per JVM, started when a test asks for it first; it ends with the JVM. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // only the users of tests about credentials need a password
                Path access = Files.createTempFile("pg_hba", ".conf");
                access.toFile().deleteOnExit();
                Files.writeString(access, """
                        host all guarded all scram-sha-256
                        host all all all trust
                        """);
                return EmbeddedPostgres.builder().setServerConfig("hba_file", access.toString()).start();
            } catch (IOException | IllegalStateException e) {
                throw new IllegalStateException("PostgreSQL does not start; it refuses to run as root, so a root user"
                        + " needs the command unshare and the right to use it", e);
            }
        }
    }
}
