package io.github.cameljirasync.cli;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.run.MisconfiguredException;
import io.github.cameljirasync.sprintrr.AuditLog;
import io.github.cameljirasync.sprintrr.DatabaseFailures;
import io.github.cameljirasync.sprintrr.Integrations;
import io.github.cameljirasync.sprintrr.SecretBox;
import io.github.cameljirasync.sprintrr.Tables;
import io.github.cameljirasync.sprintrr.TaskDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Verifies an API token and keeps it encrypted. */
@Command(name = "connect", description = {
    "Asks Jira who the API token belongs to, and keeps it encrypted for imports.",
    "",
    "The token is read from JIRA_TOKEN or asked for; it is no option, which other users of this machine could see."})
final class SprintrrConnectCommand extends BundleCommand {

    private static final String CREATE_TABLES = "sprintrr.create-tables";

    @Option(names = "--url", paramLabel = "U", description = "The Jira site (default: the setting jira.url).")
    private String url;

    @Option(names = "--email", paramLabel = "E", description = "The account of the token (default: the setting jira.email).")
    private String email;

    @Option(names = "--create-tables", description = "First create the tables that sprintrr's database lacks.")
    private boolean createTables;

    SprintrrConnectCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws Exception {
        String site;
        String account;
        String token;
        try (Bundle bundle = open(Bundle.Part.BEANS); TaskDatabase database = SprintrrCommand.database(bundle.settings())) {
            SecretBox.of(bundle.settings().given(SecretBox.SETTING).orElse(null));
            tables(database, createTables || bundle.settings().given(CREATE_TABLES).filter("true"::equals).isPresent());
            site = url(answer(bundle, url, Setting.JIRA_URL, "Jira site, such as https://acme.atlassian.net: ", "--url"));
            account = answer(bundle, email, Setting.JIRA_EMAIL, "E-mail of the account: ", "--email");
            token = token(bundle);
        }
        try (Bundle bundle = open(Bundle.Part.BEANS, SprintrrConnection.jira(site, account, token));
                TaskDatabase database = SprintrrCommand.database(bundle.settings())) {
            JsonNode me = new Requests(bundle).jira("GET", "/myself", null);
            if (!me.hasNonNull("accountId")) {
                throw new MisconfiguredException("Jira at " + site + " did not say whose the token is; is this the address"
                        + " of a Jira Cloud site?");
            }
            new Integrations(database, new AuditLog(database)).connect(site, account, token,
                    SecretBox.of(bundle.settings().given(SecretBox.SETTING).orElse(null)));
            out().println("Connected to " + site + " as " + Table.plain(me.path("displayName").asText(account))
                    + " for " + database.owner() + "; the token is stored encrypted.");
        }
        return ExitStatus.OK;
    }

    /** Looks at the tables, and creates what is missing when that is wanted. */
    static void tables(TaskDatabase database, boolean create) {
        Tables tables = new Tables(database);
        try {
            List<String> missing = tables.problems();
            if (!missing.isEmpty() && create) {
                tables.create();
                missing = tables.problems();
            }
            if (!missing.isEmpty()) {
                throw new MisconfiguredException("sprintrr's database " + database.shownUrl() + " lacks what an import needs: "
                        + String.join("; ", missing) + ". 'sprintrr connect --create-tables' creates the tables.");
            }
        } catch (SQLException e) {
            throw new DatabaseFailures(database).of(e);
        }
    }

    private static String url(String given) {
        String site = given.replaceFirst("/+$", "");
        Setting.JIRA_URL.problem(site).ifPresent(problem -> {
            throw new UsageException(problem);
        });
        return site;
    }

    private String answer(Bundle bundle, String option, Setting setting, String prompt, String name) {
        return Optional.ofNullable(option).filter(value -> !value.isBlank()).map(String::strip)
                .or(() -> bundle.settings().given(setting.property()))
                .or(() -> shell().keyboard().ask(prompt, true)).filter(value -> !value.isEmpty())
                .orElseThrow(() -> new UsageException("sprintrr connect needs " + name + ", or the setting "
                        + setting.property() + '.'));
    }

    private String token(Bundle bundle) {
        String token = bundle.settings().given(Setting.JIRA_TOKEN.property())
                .or(() -> shell().keyboard().ask("API token (not shown): ", false)).filter(value -> !value.isEmpty())
                .orElseThrow(() -> new UsageException("sprintrr connect needs the API token in the environment variable"
                        + " JIRA_TOKEN, or a terminal to ask for it."));
        Setting.JIRA_TOKEN.problem(token).ifPresent(problem -> {
            throw new UsageException(problem);
        });
        return token;
    }
}
