package io.github.cameljirasync.cli;

import java.util.Map;
import java.util.Optional;

import io.github.cameljirasync.run.MisconfiguredException;
import io.github.cameljirasync.sprintrr.AuditLog;
import io.github.cameljirasync.sprintrr.Integration;
import io.github.cameljirasync.sprintrr.Integrations;
import io.github.cameljirasync.sprintrr.SecretBox;
import io.github.cameljirasync.sprintrr.TaskDatabase;

/** The Jira that {@code sprintrr connect} has stored, as settings; its token is decrypted here and lives in memory only. */
final class SprintrrConnection {

    private final Settings settings;

    SprintrrConnection(Settings settings) {
        this.settings = settings;
    }

    /** The connection of a person who imports; a sentence tells who has none. */
    Map<String, String> required() {
        try (TaskDatabase database = SprintrrCommand.database(settings)) {
            SecretBox box = box();
            SprintrrConnectCommand.tables(database, false);
            Integration connected = integration(database).orElseThrow(() -> new MisconfiguredException(
                    "No Jira is connected for " + database.owner() + "; 'sprintrr connect' connects one."));
            return jira(connected.siteUrl(), connected.email(), connected.token(box));
        }
    }

    /** The connection of the owner; empty when none is stored, or the key that it is encrypted with is not there. */
    Optional<Map<String, String>> find() {
        if (!settings.isThere(SecretBox.SETTING) || !settings.isThere(Setting.SPRINTRR_URL.property())) {
            return Optional.empty();
        }
        try (TaskDatabase database = SprintrrCommand.database(settings)) {
            SecretBox box = box();
            return integration(database).map(one -> jira(one.siteUrl(), one.email(), one.token(box)));
        }
    }

    private SecretBox box() {
        return SecretBox.of(settings.given(SecretBox.SETTING).orElse(null));
    }

    private static Optional<Integration> integration(TaskDatabase database) {
        return new Integrations(database, new AuditLog(database)).find();
    }

    /** Settings under which the bundle speaks to a Jira as somebody; Jira Cloud and its API tokens. */
    static Map<String, String> jira(String url, String email, String token) {
        return Map.of(Setting.JIRA_URL.property(), url, Setting.JIRA_API.property(), "cloud",
                Setting.JIRA_AUTH.property(), "basic", Setting.JIRA_EMAIL.property(), email,
                Setting.JIRA_TOKEN.property(), token);
    }
}
