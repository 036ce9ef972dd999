package io.github.cameljirasync.cli;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.cameljirasync.jira.Jql;
import io.github.cameljirasync.run.MisconfiguredException;
import io.github.cameljirasync.sprintrr.AuditLog;
import io.github.cameljirasync.sprintrr.ImportJobs;
import io.github.cameljirasync.sprintrr.Integration;
import io.github.cameljirasync.sprintrr.Integrations;
import io.github.cameljirasync.sprintrr.SecretBox;
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
        Map<String, String> connection = connection();
        SprintrrImport runner = new SprintrrImport(shell(), connection, limit, json);
        if (guided) {
            return new SprintrrGuide(shell(), runner, connection).call(jiraProject, jql, project, preview);
        }
        String filter = filter(jiraProject, jql);
        return preview ? runner.preview(jiraProject, filter, project) : runner.run(jiraProject, filter, project);
    }

    private void requireFlags(boolean guided) {
        if (!guided && jiraProject == null && jql == null) {
            throw new UsageException("sprintrr import needs --jira-project KEY, or --jql Q.");
        }
        if (!guided && project == null) {
            throw new UsageException("sprintrr import needs --project ID, the sprintrr project that gets the tasks.");
        }
    }

    /** The issues of a project, of a filter, or of both; in Jira's words. */
    static String filter(String jiraProject, String jql) {
        String own = null;
        if (jql != null) {
            Formats.jql(jql).ifPresent(problem -> {
                throw new UsageException("--jql " + problem + '.');
            });
            own = Jql.of(jql).condition();
        }
        if (jiraProject == null) {
            return own;
        }
        return "project = " + Jql.quote(jiraProject) + (own == null ? "" : " AND (" + own + ')');
    }

    /** Settings that lead to the connected Jira; the token is decrypted here and lives in memory only. */
    private Map<String, String> connection() throws Exception {
        try (Bundle bundle = open(Bundle.Part.BEANS); TaskDatabase database = SprintrrCommand.database(bundle)) {
            SecretBox box = SecretBox.of(SprintrrCommand.given(bundle, SecretBox.SETTING).orElse(null));
            SprintrrConnectCommand.tables(database, false);
            AuditLog audit = new AuditLog(database);
            if (!preview) {
                new ImportJobs(database, audit).bury(new ProcessName(shell().environment())::isDead, Instant.now());
            }
            Optional<Integration> integration = new Integrations(database, audit).find();
            Integration connected = integration.orElseThrow(() -> new MisconfiguredException("No Jira is connected for "
                    + database.owner() + "; 'sprintrr connect' connects one."));
            return new HashMap<>(SprintrrCommand.jira(connected.siteUrl(), connected.email(), connected.token(box)));
        }
    }
}
