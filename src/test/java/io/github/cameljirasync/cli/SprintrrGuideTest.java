package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Deque;

import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;

/** The guided import on a site with many projects. */
class SprintrrGuideTest extends SprintrrFixture {

    private Cli manyProjects() {
        Cli cli = start(Backend.SQLITE);
        for (int i = 0; i < 70; i++) {
            sandbox.issues().addProject("A" + (char) ('A' + i / 26) + (char) ('A' + i % 26), "Archive " + i);
        }
        addMany(2);
        connect(cli);
        return cli;
    }

    @Test
    void a_project_behind_the_first_page_is_found_by_its_key() {
        Cli cli = manyProjects();
        Deque<String> answers = typing(cli, "shop", "7", "y");

        Cli.Outcome imported = cli.run("sprintrr", "import");

        assertThat(imported.status()).as(imported.all()).isZero();
        assertThat(imported.err()).contains("These are 50 of 72 projects").doesNotContain("Web shop");
        assertThat(answers).isEmpty();
        assertThat(store.tasks()).hasSize(2);
    }

    @Test
    void a_project_behind_the_first_page_is_found_by_a_part_of_its_name() {
        Cli cli = manyProjects();
        typing(cli, "web s", "1", "7", "y");

        Cli.Outcome imported = cli.run("sprintrr", "import");

        assertThat(imported.status()).as(imported.all()).isZero();
        assertThat(imported.err()).containsPattern("1 +SHOP +Web shop");
        assertThat(store.tasks()).hasSize(2);
    }

    @Test
    void a_key_that_does_not_exist_is_one_sentence_and_asked_for_again() {
        Cli cli = manyProjects();
        typing(cli, "NOPE & more", "SHOP", "7", "y");

        Cli.Outcome imported = cli.run("sprintrr", "import");

        assertThat(imported.status()).as(imported.all()).isZero();
        assertThat(imported.err().lines()).containsOnlyOnce(
                "Jira shows this account no project with 'NOPE & more' in its key or name.");
        assertThat(store.tasks()).hasSize(2);
    }

    @Test
    void what_jira_does_not_accept_is_named_by_the_option_that_said_it() {
        Cli cli = start(Backend.SQLITE);
        addMany(1);
        connect(cli);

        Cli.Outcome project = cli.run("sprintrr", "import", "--jira-project", "NOPE", "--project", "7");
        assertThat(project.status()).as(project.all()).isEqualTo(ExitStatus.MISCONFIGURED);
        assertThat(project.all()).contains("Jira does not accept the filter (--jira-project): ", "NOPE")
                .doesNotContain("jira.jql");
        assertThat(cli.run("sprintrr", "import", "--jql", "nonsense = 1", "--project", "7").all())
                .contains("Jira does not accept the filter (--jql): ").doesNotContain("jira.jql");
        assertThat(cli.run("sprintrr", "import", "--jira-project", "SHOP", "--jql", "nonsense = 1", "--project", "7").all())
                .contains("Jira does not accept the filter (--jira-project and --jql): ").doesNotContain("jira.jql");
    }
}
