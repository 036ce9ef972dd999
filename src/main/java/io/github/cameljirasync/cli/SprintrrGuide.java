package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.cameljirasync.sprintrr.DatabaseFailures;
import io.github.cameljirasync.sprintrr.TaskDatabase;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Leads a person at a terminal through an import: Jira project, mapping, destination, run. */
final class SprintrrGuide {

    private static final int PREVIEWED = 5;
    /** Stands for the destination while none has been picked; no task can be there. */
    private static final String NOWHERE = "(preview)";

    private final Shell shell;
    private final SprintrrImport runner;
    private final Map<String, String> connection;

    SprintrrGuide(Shell shell, SprintrrImport runner, Map<String, String> connection) {
        this.shell = shell;
        this.runner = runner;
        this.connection = connection;
    }

    /**
     * Asks for what is null.
     *
     * @return an exit status
     */
    int call(ImportPlan given, boolean previewOnly) throws Exception {
        List<String> destinations = new ArrayList<>();
        ImportPlan source = given;
        try (Bundle bundle = Bundle.start(shell, Bundle.Part.BEANS, connection);
                TaskDatabase database = SprintrrCommand.database(bundle.settings())) {
            if (given.jiraProject() == null && given.jql() == null) {
                source = new ImportPlan(new JiraProjectChoice(new Requests(bundle), shell, this::ask).key(), null,
                        given.project());
            }
            destinations.addAll(destinations(database));
        }
        shell.err().println("This is how the issues that changed last would look:");
        int previewed = new SprintrrImport(shell, connection, PREVIEWED, false).preview(
                given.project() == null ? source.into(NOWHERE) : source);
        if (previewOnly || previewed != ExitStatus.OK && previewed != ExitStatus.DEAD_LETTERS) {
            return previewed;
        }
        String project = given.project() == null ? destination(destinations) : given.project();
        String sure = ask("Import into project " + project + " now? [y/N] ");
        if (!sure.toLowerCase(Locale.ROOT).startsWith("y")) {
            shell.err().println("Nothing was imported.");
            return ExitStatus.OK;
        }
        return runner.run(source.into(project));
    }

    /** By id only: a number of a list could be the id of another project. */
    private String destination(List<String> known) {
        if (!known.isEmpty()) {
            shell.err().println("Projects that have tasks or milestones: " + Table.plain(String.join(", ", known)));
        }
        return ask("Id of the sprintrr project that gets the tasks: ");
    }

    /** The projects that have something already. */
    private static List<String> destinations(TaskDatabase database) {
        try {
            return new JdbcTemplate(database).queryForList("SELECT project_id FROM milestones UNION"
                    + " SELECT project_id FROM tasks ORDER BY 1", String.class);
        } catch (DataAccessException e) {
            throw new DatabaseFailures(database).of(e);
        }
    }

    private String ask(String question) {
        Optional<String> answer = shell.keyboard().ask(question, true).filter(text -> !text.isEmpty());
        return answer.orElseThrow(() -> new UsageException("The import has ended without an answer; nothing was imported."));
    }
}
