package io.github.cameljirasync.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.cameljirasync.run.MisconfiguredException;
import io.github.cameljirasync.sprintrr.ImportLog;
import org.apache.camel.component.properties.PropertiesComponent;

/**
 * Lets the scheduled sync into sprintrr go by the connection that {@code sprintrr connect} has stored, when it is the only
 * one and has no token of its own. A token is good for its site and account, so it brings these along and goes nowhere else.
 */
final class StoredToken {

    private static final List<Setting> OF_TOKEN = List.of(Setting.JIRA_URL, Setting.JIRA_EMAIL, Setting.JIRA_API,
            Setting.JIRA_AUTH);

    private static final String NONE = "The sync sprintrr has neither jira.token nor a stored token: 'sprintrr connect'"
            + " stores one, and byok.encryption-key (environment variable BYOK_ENCRYPTION_KEY) opens it.";

    private final Settings settings;

    StoredToken(Settings settings) {
        this.settings = settings;
    }

    /**
     * Gives the stored connection to whatever reads the settings of Jira, in memory only.
     *
     * @return a sentence for each reason why there is a connection that can't be used
     */
    List<String> use(PropertiesComponent properties) {
        if (!isWanted()) {
            return List.of();
        }
        try {
            Optional<Map<String, String>> stored = new SprintrrConnection(settings).find();
            return stored.isEmpty() ? List.of(NONE) : use(stored.get(), properties);
        } catch (MisconfiguredException e) {
            return List.of(e.getMessage());
        }
    }

    private List<String> use(Map<String, String> stored, PropertiesComponent properties) {
        List<String> problems = OF_TOKEN.stream()
                .flatMap(setting -> contradiction(setting, stored.get(setting.property())).stream()).toList();
        if (problems.isEmpty()) {
            stored.forEach(properties::addOverrideProperty);
        }
        return problems;
    }

    private boolean isWanted() {
        return settings.isUnset(Setting.JIRA_TOKEN.property())
                && SyncFiles.names(settings.get(Setting.SYNC_ENABLED)).equals(Set.of(ImportLog.SYNC));
    }

    private Optional<String> contradiction(Setting setting, String stored) {
        return settings.given(setting.property()).map(setting::tidy).filter(given -> !given.equals(stored))
                .map(other -> ("Setting %s is not '%s', which the token is for that 'sprintrr connect' has stored: leave"
                        + " the setting out, connect again, or set jira.token.").formatted(setting.property(), stored));
    }
}
