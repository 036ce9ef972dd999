package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Looks at settings and files when Camel knows the properties and has not read a route yet. */
final class StartChecks extends MainListenerSupport {

    private static final Set<String> STATE = Set.of(Setting.STATE_URL.property(), Setting.STATE_USERNAME.property(),
            Setting.STATE_PASSWORD.property());
    private static final Set<String> MANAGEMENT = Set.of(Setting.MANAGEMENT_ENABLED.property(),
            Setting.MANAGEMENT_HOST.property(), Setting.MANAGEMENT_PORT.property());

    private final Shell shell;
    private final RouteFolder folder;
    private final Bundle.Part part;
    private final FileChecks files;
    private final TidySettings tidy;

    StartChecks(Shell shell, RouteFolder folder, Bundle.Part part, FileChecks files, TidySettings tidy) {
        this.shell = shell;
        this.folder = folder;
        this.part = part;
        this.files = files;
        this.tidy = tidy;
    }

    @Override
    public void beforeInitialize(BaseMainSupport main) {
        PropertiesComponent properties = (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
        Environment.use(shell.environment(), properties);
        Settings settings = new Settings(properties);
        SyncFiles syncs = folder.syncFiles(settings);
        UnknownSettings unknown = folder.unknownSettings(syncs);
        List<String> problems = new ArrayList<>(unknown.in(shell.folder().resolve(BundleCommand.SETTINGS)));
        if (part != Bundle.Part.BEANS && problems.isEmpty()) {
            problems.addAll(new StoredToken(settings).use(properties));
        }
        problems.addAll(part == Bundle.Part.BEANS ? settings.problems(STATE, Set.of()) : problems(settings, syncs));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        unknown.in(shell.environment()).forEach(note -> shell.err().println("Note: " + note));
        tidy.apply(properties);
        ManagementPort.check(properties);
    }

    /** The routes are read, and nothing has started. */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        files.end();
    }

    /** Why the settings can't be used with the enabled syncs; empty when they can. */
    static List<String> problems(Settings settings, SyncFiles syncs) {
        List<String> problems = new ArrayList<>(syncs.unknown(SyncFiles.names(settings.get(Setting.SYNC_ENABLED))));
        problems.addAll(settings.problems(syncs.used(), syncs.required()));
        syncs.missing(property -> Setting.of(property).isPresent() || settings.isThere(property)).stream()
                .map(problem -> problem + ".").forEach(problems::add);
        problems.addAll(settings.problems(MANAGEMENT, Set.of()));
        return problems;
    }
}
