package io.github.cameljirasync.cli;

import java.time.Instant;
import java.util.Map;

import io.github.cameljirasync.sprintrr.AuditLog;
import io.github.cameljirasync.sprintrr.ImportJobs;
import io.github.cameljirasync.sprintrr.TaskDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Imports the issues of a Jira project that changed last. */
@Command(name = "import", description = {
    "Imports the issues of a Jira project that changed last as tasks of a sprintrr project.",
    "",
    "Tasks that were imported before are updated. On a terminal, what is not given is asked for."})
final class SprintrrImportCommand extends BundleCommand {

    @Option(names = "--jira-project", paramLabel = "KEY", description = "Key of the Jira project.")
    private String jiraProject;

    @Option(names = "--project", paramLabel = "ID", description = "Id of the sprintrr project that gets the tasks.")
    private String project;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100",
            description = "How many issues, those that changed last (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--jql", paramLabel = "Q", description = "Only the issues of this filter.")
    private String jql;

    @Option(names = "--preview", description = "Show what would be imported; write nothing anywhere.")
    private boolean preview;

    @Option(names = "--json", description = "Print one line of JSON as the last line of standard output.")
    private boolean json;

    SprintrrImportCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new UsageException("--limit takes the number of issues to import, at least 1.");
        }
        boolean guided = shell().interactive() && !json && (jiraProject == null && jql == null || project == null);
        requireFlags(guided);
        ImportPlan plan = new ImportPlan(jiraProject, jql, project);
        Map<String, String> connection = connection();
        SprintrrImport runner = new SprintrrImport(shell(), connection, limit, json);
        if (guided) {
            return new SprintrrGuide(shell(), runner, connection).call(plan, preview);
        }
        return preview ? runner.preview(plan) : runner.run(plan);
    }

    private void requireFlags(boolean guided) {
        if (!guided && jiraProject == null && jql == null) {
            throw new UsageException("sprintrr import needs --jira-project KEY, or --jql Q.");
        }
        if (!guided && project == null) {
            throw new UsageException("sprintrr import needs --project ID, the sprintrr project that gets the tasks.");
        }
    }

    /** Settings that lead to the connected Jira; jobs of imports that were killed are marked on the way. */
    private Map<String, String> connection() throws Exception {
        try (Bundle bundle = open(Bundle.Part.BEANS)) {
            Map<String, String> connection = new SprintrrConnection(bundle.settings()).required();
            if (!preview) {
                bury(bundle);
            }
            return connection;
        }
    }

    private void bury(Bundle bundle) {
        try (TaskDatabase database = SprintrrCommand.database(bundle.settings())) {
            new ImportJobs(database, new AuditLog(database)).bury(new ProcessName(shell().environment())::isDead,
                    Instant.now());
        }
    }
}
