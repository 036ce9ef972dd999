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

    StartChecks(Shell shell, RouteFolder folder, Bundle.Part part, FileChecks files) {
        this.shell = shell;
        this.folder = folder;
        this.part = part;
        this.files = files;
    }

    @Override
    public void beforeInitialize(BaseMainSupport main) {
        PropertiesComponent properties = (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
        Environment.use(shell.environment(), properties);
        Settings settings = new Settings(properties);
        List<String> problems = part == Bundle.Part.BEANS ? settings.problems(STATE, Set.of()) : problems(settings);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        withoutSlash(settings, properties);
        ManagementPort.check(properties);
    }

    /** The routes are read, and nothing has started. */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        files.end();
    }

    private List<String> problems(Settings settings) {
        Set<String> enabled = SyncFiles.names(settings.get(Setting.SYNC_ENABLED));
        SyncFiles files = folder.syncFiles(settings);
        List<String> problems = new ArrayList<>(files.unknown(enabled));
        problems.addAll(settings.problems(files.used(), files.required()));
        problems.addAll(settings.problems(MANAGEMENT, Set.of()));
        return problems;
    }

    /** A base URL is joined with paths that begin with a slash. */
    private static void withoutSlash(Settings settings, PropertiesComponent properties) {
        for (Setting setting : Setting.values()) {
            if (setting.isUrl()) {
                settings.given(setting.property()).filter(url -> url.endsWith("/")).ifPresent(
                        url -> properties.addOverrideProperty(setting.property(), url.replaceFirst("/+$", "")));
            }
        }
    }
}
