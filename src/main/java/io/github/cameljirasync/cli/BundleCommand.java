package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What every command is built on. A command is a class with picocli's annotations that gets its {@link Shell} in its
 * constructor, prints results to {@link #out()} and everything else to {@link #err()}, and returns an
 * {@link ExitStatus}. It is made known in {@link CamelJiraSync}.
 *
 * <p>It opens the bundle for as long as it needs it:
 * <pre>{@code
 * try (Bundle bundle = open(Bundle.Part.BEANS)) {
 *     Runs runs = bundle.bean("jiraSyncRunHistory", Runs.class);
 *     …
 * }
 * }</pre>
 * {@link Bundle.Part#BEANS} is enough for the state store and needs only its settings; {@link Bundle.Part#ROUTES} starts
 * the routes of the enabled syncs but no clock, so that {@link Bundle#run} runs one when asked. Settings and route
 * files are checked by opening. Failures are not caught: {@link CamelJiraSync} makes one sentence and an exit status of
 * whatever a command throws, a {@link UsageException} for what the user should have said otherwise.
 */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class, usageHelpAutoWidth = true,
        synopsisHeading = "Usage: ", optionListHeading = "%nOptions:%n", commandListHeading = "%nCommands:%n",
        descriptionHeading = "%n", parameterListHeading = "%nParameters:%n", sortOptions = false)
abstract class BundleCommand implements Callable<Integer> {

    /** The file of the shell's folder that settings are read from. */
    static final String SETTINGS = "application.properties";

    private static final int WIDTH_OF_NO_TERMINAL = 160;

    @Spec
    private CommandSpec spec;
    private final Shell shell;

    BundleCommand(Shell shell) {
        this.shell = shell;
    }

    final Shell shell() {
        return shell;
    }

    final PrintWriter out() {
        return shell.out();
    }

    final PrintWriter err() {
        return shell.err();
    }

    /** How many characters a line on the terminal has; a roomy number where there is no terminal. */
    final int width() {
        String columns = shell.environment().getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9]\\d{1,4}")) {
            return Integer.parseInt(columns);
        }
        return shell.interactive() ? spec.usageMessage().width() : WIDTH_OF_NO_TERMINAL;
    }

    /** Starts a part of the bundle in the shell's folder; the caller closes it. */
    final Bundle open(Bundle.Part part) throws Exception {
        return open(part, Map.of());
    }

    /** As {@link #open(Bundle.Part)}, with settings that win over those of the user. */
    final Bundle open(Bundle.Part part, Map<String, String> overrides) throws Exception {
        return Bundle.start(shell, part, overrides);
    }
}
