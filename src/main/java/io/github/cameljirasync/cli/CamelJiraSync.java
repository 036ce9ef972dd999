package io.github.cameljirasync.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The standalone program: its commands, and what a failure of any of them looks like. */
@Command(name = "camel-jira-sync", subcommandsRepeatable = false,
        description = "Mirrors Jira issues, one way, into other trackers. Without a command: run.")
public final class CamelJiraSync extends BundleCommand {

    private static final String LOG_FILE = "logback.configurationFile";
    private static final String LOG_LEVEL = "CAMEL_JIRA_SYNC_LOG";

    private CamelJiraSync(Shell shell) {
        super(shell);
    }

    public static void main(String[] args) {
        if (System.getProperty(LOG_FILE) == null) {
            System.setProperty(LOG_FILE, "camel-jira-sync/logback.xml");
        }
        if (args.length > 0 && args[0].equals("demo") && System.getenv(LOG_LEVEL) == null) {
            // its own lines tell what happens
            System.setProperty(LOG_LEVEL, "WARN");
        }
        TunedJvm.use();
        System.exit(execute(Shell.ofProcess(), args));
    }

    /**
     * Runs one command to its end.
     *
     * @return an exit status
     */
    public static int execute(Shell shell, String... args) {
        CommandLine program = new CommandLine(new CamelJiraSync(shell))
                .addSubcommand("run", new RunCommand(shell))
                .addSubcommand("once", new OnceCommand(shell))
                .addSubcommand("check", new CheckCommand(shell))
                .addSubcommand("demo", new DemoCommand(shell))
                .addSubcommand("preview", new PreviewCommand(shell))
                .addSubcommand("runs", new RunsCommand(shell))
                .addSubcommand("dead-letters", DeadLettersCommand.of(shell))
                .addSubcommand("fields", new FieldsCommand(shell))
                .addSubcommand("sprintrr", SprintrrCommand.of(shell));
        program.setOut(shell.out()).setErr(shell.err())
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(shell, failure))
                .setUnmatchedOptionsArePositionalParams(false);
        return program.execute(args);
    }

    private static int explain(Shell shell, Exception failure) {
        Explanation explanation = Explanation.of(failure);
        shell.err().println(explanation.sentence());
        return explanation.status();
    }

    @Override
    public Integer call() throws Exception {
        return new RunCommand(shell()).call();
    }
}
