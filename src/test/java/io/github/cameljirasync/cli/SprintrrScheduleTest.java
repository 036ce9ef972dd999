package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sync of sprintrr as the clock runs it. */
class SprintrrScheduleTest extends SprintrrFixture {

    private Cli scheduled(Backend backend) {
        Cli cli = start(backend).with("SYNC_ENABLED", "sprintrr").with("SPRINTRR_PROJECT_ID", "7")
                .with("JIRA_JQL", "project = SHOP");
        addMany(2);
        return cli;
    }

    /** As {@link #scheduled}, with nothing but the stored connection to go by. */
    private Cli connected(Backend backend) {
        Cli cli = scheduled(backend);
        connect(cli);
        return cli.without("JIRA_TOKEN").without("JIRA_EMAIL").without("JIRA_URL");
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void a_tick_leaves_what_people_have_changed_and_a_full_run_overwrites_it(Backend backend) {
        Cli cli = scheduled(backend);
        cli.run("once");
        Object title = store.task("SHOP-1").get("title");
        store.sql().update("UPDATE tasks SET title = 'Mine' WHERE external_id = 'SHOP-1'");
        store.sql().update("DELETE FROM tasks WHERE external_id = 'SHOP-2'");

        assertThat(cli.run("once", "--json").out()).contains("\"created\":0,\"updated\":0");
        assertThat(store.task("SHOP-1")).containsEntry("title", "Mine");

        assertThat(cli.run("preview", "--full", "--json").out()).contains("\"create\":1", "\"change\":1");
        assertThat(cli.run("once", "--sync", "sprintrr", "--full", "--json").out())
                .contains("\"created\":1,\"updated\":1");
        assertThat(store.task("SHOP-1")).containsEntry("title", title);
        assertThat(store.tasks()).hasSize(2);
        assertThat(cli.run("once", "--full", "--json").out()).contains("\"created\":0,\"updated\":0");
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void the_stored_token_is_enough(Backend backend) {
        Cli cli = connected(backend);

        Cli.Outcome once = cli.run("once", "--json");

        assertThat(once.status()).as(once.all()).isZero();
        assertThat(once.out()).contains("\"created\":2");
        assertThat(store.task("SHOP-1")).containsEntry("external_url", sandbox.jiraUrl() + "/browse/SHOP-1");
        Cli.Outcome check = cli.run("check");
        assertThat(check.status()).as(check.all()).isZero();
        assertThat(check.out()).contains("answers as Sync Robot");
        assertThat(once.all() + check.all()).doesNotContain(sandbox.jiraToken());
    }

    @Test
    void the_stored_token_goes_to_its_own_site_only() {
        Cli cli = connected(Backend.SQLITE).with("JIRA_URL", "http://127.0.0.1:1");
        sandbox.requests().clear();

        Cli.Outcome once = cli.run("once");

        assertThat(once.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(once.err().lines()).filteredOn(line -> line.contains("jira.url")).singleElement().asString()
                .contains(sandbox.jiraUrl(), "connect again");
        assertThat(sandbox.requests().count(RemoteSystem.JIRA)).isZero();
        assertThat(cli.with("JIRA_URL", sandbox.jiraUrl() + "/").run("once").status()).isZero();
    }

    @Test
    void a_token_of_its_own_comes_before_the_stored_one() {
        Cli cli = connected(Backend.SQLITE).with("JIRA_URL", sandbox.jiraUrl()).with("JIRA_EMAIL", sandbox.email())
                .with("JIRA_TOKEN", "another-one");

        assertThat(cli.run("once").status()).isEqualTo(ExitStatus.REFUSED);
    }

    @Test
    void another_enabled_sync_does_not_get_the_stored_token() {
        Cli cli = connected(Backend.SQLITE).with("SYNC_ENABLED", "sprintrr,priority-vote");

        Cli.Outcome once = cli.run("once");

        assertThat(once.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(once.err()).contains("Setting jira.token (environment variable JIRA_TOKEN) is missing");
    }

    @Test
    void without_a_token_and_a_connection_it_is_said_how_to_have_one() {
        Cli cli = connected(Backend.SQLITE);
        assertThat(cli.without("BYOK_ENCRYPTION_KEY").run("once").err())
                .contains("'sprintrr connect'", "BYOK_ENCRYPTION_KEY", "Setting jira.token");
        Cli.Outcome otherKey = cli.with("BYOK_ENCRYPTION_KEY", "ab".repeat(32)).run("check");
        assertThat(otherKey.status()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(otherKey.out()).contains("WRONG  The stored token of Jira can't be decrypted");

        cli.with("BYOK_ENCRYPTION_KEY", KEY).run("sprintrr", "revoke");
        assertThat(cli.run("once").err()).contains("neither jira.token nor a stored token");
    }

    @Test
    void an_expired_stored_token_is_refused_and_connecting_again_mends_it() {
        Cli cli = connected(Backend.POSTGRESQL);
        cli.run("once");
        sandbox.jiraCredentials().replace(sandbox.email(), "a-new-one");
        sandbox.issues().change("SHOP-1", issue -> issue.summary("Changed"));
        assertThat(cli.run("once").status()).isEqualTo(ExitStatus.REFUSED);

        Cli.Outcome again = cli.with("JIRA_TOKEN", "a-new-one").run("sprintrr", "connect", "--url", sandbox.jiraUrl(),
                "--email", sandbox.email());
        assertThat(again.status()).as(again.all()).isZero();

        assertThat(cli.without("JIRA_TOKEN").run("once", "--json").out()).contains("\"updated\":1");
    }

    @Test
    void check_speaks_of_an_effort_only_when_an_enabled_sync_has_one() {
        Cli cli = scheduled(Backend.SQLITE).with("SYNC_EFFORT_FIELD", "No such field");

        Cli.Outcome alone = cli.run("check");
        assertThat(alone.status()).as(alone.all()).isZero();
        assertThat(alone.out()).contains("Fields: Jira has all").doesNotContain("effort");

        assertThat(cli.without("SYNC_EFFORT_FIELD").run("check").out()).doesNotContain("effort");
        assertThat(cli.with("SYNC_ENABLED", "sprintrr,priority-vote").run("check").out().lines())
                .filteredOn(line -> line.contains("effort")).singleElement().asString().contains("priority-vote.jq");
    }
}
