package io.github.cameljirasync.cli;

import java.util.List;
import java.util.Map;

import io.github.cameljirasync.state.Progress;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Syncs on schedule until the process is told to stop. */
@Command(name = "run", description = "Syncs at once and then on schedule (setting sync.cron), until stopped. SIGTERM or"
        + " Ctrl-C lets the issue in hand end and exits with 0.")
final class RunCommand extends BundleCommand {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Option(names = "--dev", description = "Reload routes, Kamelets and mappings when they are edited.")
    private boolean dev;

    RunCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        EditedFolders edited = dev ? EditedFolders.of(shell().folder()) : null;
        EditedFiles files = dev ? EditedFiles.read(edited.folders()) : RouteFolder.of(shell().folder()).loaded();
        try (Termination termination = new Termination(ExitStatus.OK, err())) {
            try (Bundle bundle = open(Bundle.Part.SCHEDULE, dev ? edited.settings() : Map.of())) {
                termination.watch(bundle);
                bundle.openState();
                LiveSettings settings = new LiveSettings(bundle, shell().folder());
                LiveEditing.of(bundle, dev ? edited.folders() : List.of(), files, settings);
                LOG.info("Started; syncs: {}", String.join(", ", bundle.ticks().keySet()));
                beginAtOnce(bundle);
                termination.await();
                LOG.info("Stopping; issues in hand are ended first");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return ExitStatus.OK;
    }

    /**
     * The first run of each sync, through the scheduler so that no tick overlaps it. A start is a person's doing, so a
     * sync that was paused is tried again.
     */
    private static void beginAtOnce(Bundle bundle) throws SchedulerException {
        Progress progress = bundle.bean("jiraSyncProgress", Progress.class);
        Scheduler scheduler = bundle.context().getComponent("quartz", QuartzComponent.class).getScheduler();
        for (String sync : bundle.ticks().keySet()) {
            progress.resume(sync);
            scheduler.triggerJob(new JobKey(sync, Bundle.GROUP));
        }
    }
}
