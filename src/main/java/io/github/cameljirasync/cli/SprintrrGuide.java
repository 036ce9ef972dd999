package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sprintrr.DatabaseFailures;
import io.github.cameljirasync.sprintrr.TaskDatabase;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Leads a person at a terminal through an import: Jira project, mapping, destination, run. */
final class SprintrrGuide {

    private static final int MOST_PROJECTS = 50;
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
    int call(String givenJiraProject, String jql, String givenProject, boolean previewOnly) throws Exception {
        List<String> destinations = new ArrayList<>();
        String jiraProject = givenJiraProject;
        try (Bundle bundle = Bundle.start(shell, Bundle.Part.BEANS, connection);
                TaskDatabase database = SprintrrCommand.database(bundle)) {
            if (jiraProject == null && jql == null) {
                jiraProject = jiraProject(new Requests(bundle));
            }
            destinations.addAll(destinations(database));
        }
        String filter = SprintrrImportCommand.filter(jiraProject, jql);
        shell.err().println("This is how the issues that changed last would look:");
        int previewed = new SprintrrImport(shell, connection, PREVIEWED, false).preview(jiraProject, filter,
                givenProject == null ? NOWHERE : givenProject);
        if (previewOnly || previewed != ExitStatus.OK && previewed != ExitStatus.DEAD_LETTERS) {
            return previewed;
        }
        String project = givenProject == null ? destination(destinations) : givenProject;
        String sure = ask("Import into project " + project + " now? [y/N] ");
        if (!sure.toLowerCase(Locale.ROOT).startsWith("y")) {
            shell.err().println("Nothing was imported.");
            return ExitStatus.OK;
        }
        return runner.run(jiraProject, filter, project);
    }

    private String jiraProject(Requests requests) {
        // a refused token fails here; the list of projects is answered to a stranger too
        requests.jira("GET", "/myself", null);
        List<String> keys = new ArrayList<>();
        Table table = new Table("NUMBER", "KEY", "NAME");
        for (JsonNode project : requests.jira("GET", "/project/search", null).path("values")) {
            if (keys.size() < MOST_PROJECTS) {
                keys.add(project.path("key").asText());
                table.row(keys.size(), project.path("key").asText(), project.path("name").asText());
            }
        }
        if (keys.isEmpty()) {
            throw new UsageException("Jira shows this account no project.");
        }
        table.print(shell.err(), Integer.MAX_VALUE);
        return chosen(ask("Jira project, by number or key: "), keys);
    }

    /** By id only: a number of a list could be the id of another project. */
    private String destination(List<String> known) {
        if (!known.isEmpty()) {
            shell.err().println("Projects that have tasks or milestones: " + Table.plain(String.join(", ", known)));
        }
        return ask("Id of the sprintrr project that gets the tasks: ");
    }

    /** A number stands for the entry of the list; no key of a Jira project is one. */
    private static String chosen(String answer, List<String> keys) {
        if (answer.matches("[1-9]\\d{0,8}") && Integer.parseInt(answer) <= keys.size()) {
            return keys.get(Integer.parseInt(answer) - 1);
        }
        return keys.stream().filter(answer::equalsIgnoreCase).findFirst().orElse(answer);
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
