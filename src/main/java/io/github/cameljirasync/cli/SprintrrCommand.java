package io.github.cameljirasync.cli;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sprintrr.AuditLog;
import io.github.cameljirasync.sprintrr.ImportJob;
import io.github.cameljirasync.sprintrr.ImportJobs;
import io.github.cameljirasync.sprintrr.Integrations;
import io.github.cameljirasync.sprintrr.TaskDatabase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Imports into sprintrr, and what belongs to them. */
@Command(name = "sprintrr", description = "Connects Jira with sprintrr and imports issues as tasks.")
final class SprintrrCommand extends BundleCommand {

    private SprintrrCommand(Shell shell) {
        super(shell);
    }

    /** The command with its own commands. */
    static CommandLine of(Shell shell) {
        return new CommandLine(new SprintrrCommand(shell))
                .addSubcommand("connect", new SprintrrConnectCommand(shell))
                .addSubcommand("import", new SprintrrImportCommand(shell))
                .addSubcommand("history", new History(shell))
                .addSubcommand("revoke", new Revoke(shell));
    }

    @Override
    public Integer call() throws Exception {
        throw new UsageException("sprintrr needs a command: connect, import, history or revoke.");
    }

    /** The database of the settings; connects when it is first used, and is closed by the caller. */
    static TaskDatabase database(Settings settings) {
        TaskDatabase database = new TaskDatabase();
        settings.given(Setting.SPRINTRR_URL.property()).ifPresent(database::setUrl);
        settings.given(Setting.SPRINTRR_USERNAME.property()).ifPresent(database::setUsername);
        settings.given(Setting.SPRINTRR_PASSWORD.property()).ifPresent(database::setPassword);
        settings.given(Setting.SPRINTRR_OWNER.property()).ifPresent(database::setOwner);
        return database;
    }

    /** Removes the token. */
    @Command(name = "revoke", description = "Removes the stored token; the tasks stay as they are.")
    static final class Revoke extends BundleCommand {

        Revoke(Shell shell) {
            super(shell);
        }

        @Override
        public Integer call() throws Exception {
            try (Bundle bundle = open(Bundle.Part.BEANS); TaskDatabase database = database(bundle.settings())) {
                boolean removed = new Integrations(database, new AuditLog(database)).revoke();
                out().println(removed ? "The token is removed. The tasks stay; at Atlassian the token is valid until it is"
                        + " revoked there." : "No Jira is connected for " + database.owner() + '.');
            }
            return ExitStatus.OK;
        }
    }

    /** Lists the imports. */
    @Command(name = "history", description = "Lists the imports, newest first.")
    static final class History extends BundleCommand {

        private static final int MOST = 50;

        @Option(names = "--json", description = "Print one line of JSON.")
        private boolean json;

        History(Shell shell) {
            super(shell);
        }

        @Override
        public Integer call() throws Exception {
            List<ImportJob> jobs;
            try (Bundle bundle = open(Bundle.Part.BEANS); TaskDatabase database = database(bundle.settings())) {
                ImportJobs history = new ImportJobs(database, new AuditLog(database));
                history.bury(new ProcessName(shell().environment())::isDead, Instant.now());
                jobs = history.latest(MOST);
            }
            if (json) {
                out().println(json(jobs));
            } else if (jobs.isEmpty()) {
                out().println("There has been no import yet.");
            } else {
                table(jobs).print(out(), width());
            }
            return ExitStatus.OK;
        }

        private static Table table(List<ImportJob> jobs) {
            Table table = new Table("STARTED", "STATUS", "JIRA", "PROJECT", "SEEN", "CREATED", "UPDATED", "UNCHANGED",
                    "FAILED", "ERROR");
            jobs.forEach(job -> table.row(When.of(job.startedAt()), job.status(), job.jiraProject(), job.project(),
                    job.seen(), job.created(), job.updated(), job.unchanged(), job.failed(), job.error()));
            return table;
        }

        private static ObjectNode json(List<ImportJob> jobs) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            ArrayNode list = all.putArray("imports");
            jobs.forEach(job -> list.addObject().put("id", job.id()).put("status", job.status())
                    .put("jiraProject", job.jiraProject()).put("project", job.project()).put("seen", job.seen())
                    .put("created", job.created()).put("updated", job.updated()).put("unchanged", job.unchanged())
                    .put("failed", job.failed()).put("error", job.error()).put("startedAt", text(job.startedAt()))
                    .put("finishedAt", text(job.finishedAt())));
            return all;
        }

        private static String text(Instant moment) {
            return moment == null ? null : moment.toString();
        }
    }
}
