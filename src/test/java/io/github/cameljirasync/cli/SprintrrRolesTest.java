package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;

/** Two people with database roles of their own, which have the rights that the manual asks for and no more. */
class SprintrrRolesTest extends SprintrrFixture {

    private static final String ANN = "import_ann";
    private static final String BOB = "import_bob";

    private Cli as(String role, String state) {
        return cli(folder, state).without("SPRINTRR_OWNER").with("SPRINTRR_DATABASE_USERNAME", role)
                // the user in the URL of the test's server would win over that of the setting
                .with("SPRINTRR_DATABASE_URL", store.url().replaceAll("user=[^&]*&?", ""));
    }

    private void createRoles() {
        String schema = store.sql().queryForObject("SELECT current_schema()", String.class);
        for (String role : List.of(ANN, BOB)) {
            store.sql().execute("DO $$ BEGIN CREATE ROLE " + role + " LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            store.sql().execute("GRANT USAGE ON SCHEMA " + schema + " TO " + role);
            store.sql().execute("GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA " + schema + " TO " + role);
            store.sql().execute("GRANT DELETE ON jira_integrations TO " + role);
        }
    }

    private static JsonNode history(Cli cli) throws IOException {
        return json(cli.run("sprintrr", "history", "--json")).path("imports");
    }

    @Test
    void nobody_imports_by_another_s_connection_or_sees_another_s_imports() throws IOException {
        start(Backend.POSTGRESQL);
        createRoles();
        addMany(3);
        Cli ann = as(ANN, "ann");
        Cli bob = as(BOB, "bob");
        connect(ann);
        assertThat(json(imports(ann)).path("created").asInt()).isEqualTo(3);
        assertThat(history(ann)).hasSize(1);

        assertThat(history(bob)).isEmpty();
        assertThat(imports(bob).err()).contains("No Jira is connected for " + BOB);
        assertThat(imports(bob.with("SPRINTRR_OWNER", ANN)).err()).contains("No Jira is connected for " + ANN);
        assertThat(history(bob)).isEmpty();
        assertThat(bob.run("sprintrr", "revoke").out()).contains("No Jira is connected");

        connect(bob.without("SPRINTRR_OWNER"));
        assertThat(json(imports(bob)).path("created").asInt()).isZero();
        assertThat(store.count("tasks")).isEqualTo(3);
        assertThat(history(bob)).hasSize(1);
        assertThat(bob.run("sprintrr", "revoke").out()).contains("The token is removed");
        assertThat(imports(ann).status()).isZero();
        assertThat(history(ann)).hasSize(2);
    }
}
