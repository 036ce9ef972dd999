package io.github.cameljirasync.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.cameljirasync.http.RateGates;
import io.github.cameljirasync.state.Progress;
import io.github.cameljirasync.state.StateStoreException;
import org.apache.camel.CamelContext;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets saved changes of settings, routes, Kamelets and mappings take effect in a bundle that runs. What can't be used is
 * refused with file, line and reason, and what ran before goes on; a run under way ends first. Beans, and with them state,
 * leases and paces, stay as they are.
 */
final class LiveEditing {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEditing.class);
    /** Editors write a file in several steps. */
    private static final long SETTLE_MILLIS = 200;
    private static final long LOOK_MILLIS = 500;
    private static final long SETTINGS_SECONDS = 2;
    /** A value that stands elsewhere, such as in a vault, is looked at while a sync is paused, after so many looks. */
    private static final int LOOKS_AT_VAULT = 30;

    private final Bundle bundle;
    private final List<Path> folders;
    private final Ticks ticks;
    private final RouteSwap swap;
    private final RouteFiles check;
    private final LiveSettings settings;
    private final ScheduledExecutorService worker;
    private ScheduledFuture<?> next;
    private EditedFiles good;
    private EditedFiles seen;
    private boolean waiting;
    private boolean settingsChanged;
    private int looks;

    private LiveEditing(Bundle bundle, List<Path> folders, EditedFiles loaded, LiveSettings settings) {
        CamelContext context = bundle.context();
        this.bundle = bundle;
        this.folders = folders;
        this.ticks = new Ticks(context);
        this.swap = new RouteSwap(context, ticks);
        this.check = new RouteFiles(context);
        this.worker = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "jira-sync-live-editing");
        this.settings = settings;
        this.good = loaded;
        this.seen = loaded;
    }

    /**
     * Watches the settings, and folders, until the bundle is closed.
     *
     * @param folders the folders of the routes that run, and of their Kamelets; none when they are not to be watched
     * @param loaded  the files that the bundle was started with
     */
    static void of(Bundle bundle, List<Path> folders, EditedFiles loaded, LiveSettings settings) throws Exception {
        LiveEditing editing = new LiveEditing(bundle, folders, loaded, settings);
        editing.worker.scheduleWithFixedDelay(editing::lookAtSettings, SETTINGS_SECONDS, SETTINGS_SECONDS,
                TimeUnit.SECONDS);
        if (folders.isEmpty()) {
            return;
        }
        for (Path folder : folders) {
            FileWatcherResourceReloadStrategy watcher = new FileWatcherResourceReloadStrategy(folder.toString(), true);
            watcher.setFileFilter(file -> RouteFiles.isChecked(file.getName()));
            watcher.setPollTimeout(LOOK_MILLIS);
            watcher.setResourceReload((name, resource) -> editing.saved());
            bundle.context().addService(watcher);
        }
        LOG.info("Changes below {} take effect when they are saved",
                folders.stream().map(Path::toString).collect(Collectors.joining(" and ")));
        // for what was saved while the bundle started
        editing.saved();
    }

    /** What a setting is made of may stand in the file or elsewhere. */
    private void lookAtSettings() {
        try {
            boolean due = ++looks % LOOKS_AT_VAULT == 0 && isAnyPaused();
            if (settings.isEdited() || due) {
                List<String> problems = settings.problems();
                if (!problems.isEmpty()) {
                    LOG.warn("The settings are refused, and what ran before goes on: {}", String.join(" ", problems));
                    return;
                }
                settings.changedForBeans().forEach(name -> LOG.warn("{} has changed; it is read at the start, so start"
                        + " again", name));
                if (!settings.changed().isEmpty()) {
                    settingsChanged = true;
                    saved();
                }
            }
        } catch (IOException | IllegalArgumentException | StateStoreException e) {
            LOG.warn("The settings can't be read again ({}); what ran before goes on", e.getMessage());
        } catch (SchedulerException e) {
            LOG.error("The clock of the syncs can't be held: {}", e.getMessage());
        }
    }

    private boolean isAnyPaused() {
        Progress progress = bundle.bean("jiraSyncProgress", Progress.class);
        return bundle.ticks().keySet().stream().anyMatch(sync -> progress.paused(sync).isPresent());
    }

    private synchronized void saved() throws SchedulerException {
        ticks.hold();
        later();
    }

    private synchronized void later() {
        if (next != null) {
            next.cancel(false);
        }
        next = worker.schedule(this::look, SETTLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (bundle.context().isStopping() || bundle.context().isStopped()) {
            return;
        }
        try {
            EditedFiles files = folders.isEmpty() ? good : EditedFiles.read(folders);
            if (files.equals(seen) && !waiting && !settingsChanged) {
                ticks.goOn();
            } else if (isUsable(files)) {
                takeOver(files);
            } else {
                waiting = false;
                ticks.goOn();
            }
        } catch (IOException e) {
            LOG.warn("The edited files can't be read ({}); what ran before goes on", e.toString());
            later();
        } catch (SchedulerException e) {
            LOG.error("The clock of the syncs can't be held or started: {}", e.getMessage());
        }
    }

    private boolean isUsable(EditedFiles files) {
        boolean news = !files.equals(seen);
        seen = files;
        List<RouteFileProblem> problems = files.problems(check, bundle.settings());
        if (news && !problems.isEmpty()) {
            LOG.warn("Refused, and what ran before goes on: {}",
                    problems.stream().map(RouteFileProblem::toString).collect(Collectors.joining("; ")));
        }
        return problems.isEmpty();
    }

    private void takeOver(EditedFiles files) throws SchedulerException {
        List<Path> changed = files.changedSince(good);
        if (!settingsChanged && changed.stream().allMatch(files::isBeansOnly)) {
            changed.forEach(file -> LOG.warn("{} has changed; beans are made at the start, so start again", file));
            good = files;
            waiting = false;
            ticks.goOn();
        } else if (ticks.isQuiet()) {
            waiting = false;
            swap(files, changed);
        } else {
            if (!waiting) {
                LOG.info("The change takes effect when the run under way has ended");
            }
            waiting = true;
            later();
        }
    }

    private void swap(EditedFiles files, List<Path> changed) throws SchedulerException {
        List<String> names = new ArrayList<>(settings.changed());
        changed.forEach(file -> names.add(file.toString()));
        try {
            bundle.bean("jiraSyncGates", RateGates.class).forgetRefused();
            swap.to(files);
            good = files;
            LOG.info("In effect: {}", String.join(", ", names));
        } catch (Exception e) {
            LOG.warn("Refused, and what ran before goes on: {}", LoadFailure.sentence(e, bundle.context(), changed));
            goBack();
        }
        settingsChanged = false;
        settings.taken();
        ticks.goOn();
        ticks.beginAtOnce(bundle.ticks().keySet());
    }

    private void goBack() {
        try {
            swap.to(good);
        } catch (Exception e) {
            LOG.error("What ran before can't be loaded again, so nothing runs until the files are mended: {}",
                    LoadFailure.sentence(e, bundle.context(), List.of()));
        }
    }
}
