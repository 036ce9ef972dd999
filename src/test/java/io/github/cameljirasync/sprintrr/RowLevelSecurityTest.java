package io.github.cameljirasync.sprintrr;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import io.github.cameljirasync.run.MisconfiguredException;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two roles of one PostgreSQL. */
class RowLevelSecurityTest {

    private static final SecretBox BOX = SecretBox.of("ab".repeat(32));

    @TempDir
    private Path folder;
    private TaskStore store;
    private TaskDatabase ann;
    private TaskDatabase bob;

    @BeforeEach
    void createRoles() throws SQLException {
        store = new TaskStore(Backend.POSTGRESQL, folder);
        String schema = store.sql().queryForObject("SELECT current_schema()", String.class);
        for (String role : List.of("sprintrr_ann", "sprintrr_bob")) {
            store.sql().execute("DO $$ BEGIN CREATE ROLE " + role + " LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            store.sql().execute("GRANT USAGE ON SCHEMA " + schema + " TO " + role);
            store.sql().execute("GRANT ALL ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
        }
        ann = database("sprintrr_ann", "");
        bob = database("sprintrr_bob", "");
    }

    private TaskDatabase database(String role, String owner) {
        TaskDatabase database = new TaskDatabase();
        // the user in the URL of the test's server would win over that of the setting
        database.setUrl(store.url().replaceAll("user=[^&]*&?", ""));
        database.setUsername(role);
        database.setOwner(owner);
        return database;
    }

    @AfterEach
    void stop() {
        ann.close();
        bob.close();
        store.close();
    }

    private static Integrations integrations(TaskDatabase database) {
        return new Integrations(database, new AuditLog(database));
    }

    private static long visible(TaskDatabase database, String table) {
        return new JdbcTemplate(database).queryForObject("SELECT COUNT(*) FROM " + table, Long.class);
    }

    @Test
    void an_integration_and_its_jobs_are_visible_to_their_owner_only() {
        integrations(ann).connect("https://a.example", "ann@example.com", "secret", BOX);
        new ImportJobs(ann, new AuditLog(ann)).start("7", "SHOP", "project = SHOP", "node", Instant.now());

        assertThat(visible(ann, "jira_integrations")).isEqualTo(1);
        assertThat(visible(ann, "jira_import_jobs")).isEqualTo(1);
        assertThat(visible(bob, "jira_integrations")).isZero();
        assertThat(visible(bob, "jira_import_jobs")).isZero();
        assertThat(integrations(bob).find()).isEmpty();
        assertThat(integrations(bob).revoke()).isFalse();
        assertThat(integrations(ann).find()).isPresent();
    }

    @Test
    void whoever_names_another_owner_sees_no_more_than_before() {
        integrations(ann).connect("https://a.example", "ann@example.com", "secret", BOX);
        try (TaskDatabase liar = database("sprintrr_bob", "sprintrr_ann")) {
            assertThat(visible(liar, "jira_integrations")).isZero();
            assertThat(new JdbcTemplate(liar).update("DELETE FROM jira_integrations")).isZero();
            Integrations planted = integrations(liar);
            assertThatThrownBy(() -> planted.connect("https://b.example", "bob@example.com", "other", BOX))
                    .isInstanceOf(MisconfiguredException.class).hasMessageContaining("row-level security");
        }
        assertThat(integrations(ann).find()).get().extracting(Integration::siteUrl).isEqualTo("https://a.example");
    }

    @Test
    void people_who_share_a_role_are_told_apart_by_the_owner() {
        try (TaskDatabase carl = database("sprintrr_ann", "carl"); TaskDatabase dora = database("sprintrr_ann", "dora")) {
            integrations(carl).connect("https://a.example", "carl@example.com", "secret", BOX);

            assertThat(visible(carl, "jira_integrations")).isEqualTo(1);
            assertThat(visible(dora, "jira_integrations")).isZero();
            assertThatThrownBy(() -> new JdbcTemplate(dora).update("INSERT INTO jira_integrations (owner, site_url, email,"
                    + " encrypted_api_token) VALUES ('carl', 'x', 'x', '')")).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void the_owner_of_the_tables_sees_no_more_than_others() throws SQLException {
        store.sql().execute("DO $$ BEGIN CREATE ROLE sprintrr_dba LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        String schema = "of_dba_" + System.nanoTime();
        store.sql().execute("CREATE SCHEMA " + schema + " AUTHORIZATION sprintrr_dba");
        String url = store.url().replaceAll("user=[^&]*&?", "").replaceAll("currentSchema=\\w+", "currentSchema=" + schema);
        try (TaskDatabase dba = new TaskDatabase(); TaskDatabase guest = new TaskDatabase()) {
            dba.setUrl(url);
            dba.setUsername("sprintrr_dba");
            new Tables(dba).create();
            store.sql().execute("GRANT USAGE ON SCHEMA " + schema + " TO sprintrr_ann");
            store.sql().execute("GRANT ALL ON ALL TABLES IN SCHEMA " + schema + " TO sprintrr_ann");
            guest.setUrl(url);
            guest.setUsername("sprintrr_ann");
            integrations(guest).connect("https://a.example", "ann@example.com", "secret", BOX);

            assertThat(visible(guest, "jira_integrations")).isEqualTo(1);
            assertThat(visible(dba, "jira_integrations")).isZero();
            assertThat(visible(dba, "audit_events")).isEqualTo(1);
        }
    }
}
