package io.github.cameljirasync.cli;

import picocli.CommandLine.Command;

/** Verifies every connection and setting. */
@Command(name = "check", description = "Verifies every connection and setting and says, line by line, what is right and"
        + " what to do about what is wrong. Writes nothing at Jira or the target.")
final class CheckCommand extends BundleCommand {

    CheckCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        CheckList list = new CheckList(out());
        try (Bundle bundle = open(Bundle.Part.ROUTES)) {
            list.right("Settings: all that is needed is there, syncs: " + String.join(", ", bundle.ticks().keySet()));
            new LocalChecks(bundle, RouteFolder.of(shell().folder()), list).run();
            new RemoteChecks(bundle, RouteFolder.of(shell().folder()), list).run();
        } catch (SettingsException | RouteFilesException e) {
            e.getMessage().lines().forEach(line -> list.wrong(line, ExitStatus.MISCONFIGURED));
        }
        return list.status();
    }
}
