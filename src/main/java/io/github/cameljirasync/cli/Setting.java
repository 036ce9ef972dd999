package io.github.cameljirasync.cli;

import java.util.Locale;
import java.util.Optional;

import io.github.cameljirasync.http.BaseUrl;

/** The settings of the bundle: their names, what they may look like and what they mean. */
enum Setting {

    JIRA_URL("jira.url", null, BaseUrl::problem, "https://acme.atlassian.net", "the Jira site"),
    JIRA_API("jira.api", "cloud", Formats.oneOf("cloud", "datacenter"), "cloud",
            "cloud (REST v3) or datacenter (REST v2)"),
    JIRA_AUTH("jira.auth", null, Formats.oneOf("basic", "bearer", "oauth"), "basic",
            "basic (e-mail and API token), bearer (personal access token) or oauth; basic for cloud and bearer for"
                    + " datacenter unless set"),
    JIRA_EMAIL("jira.email", null, Formats::user, "sync@acme.example", "the account of the API token, with basic"),
    JIRA_TOKEN("jira.token", null, Formats::secret, "the token from https://id.atlassian.com/manage-profile/security",
            "the API token or personal access token"),
    JIRA_JQL("jira.jql", null, Formats::jql, "project = ACME AND issuetype = Story",
            "which issues, in Jira's own words"),
    JIRA_PACE("jira.requests-per-second", "8", Formats::pace, "8", "pace towards Jira; 0 for no limit"),
    PRIORITY_VOTE_URL("priority-vote.url", "https://priority.vote/api/v1", BaseUrl::problem,
            "https://priority.vote/api/v1", "the API of Priority.vote"),
    PRIORITY_VOTE_PAT("priority-vote.pat", null, Formats::secret, "the token with the scope write:initiatives",
            "the personal access token"),
    PRIORITY_VOTE_BACKLOG("priority-vote.backlog-id", null, Formats::id, "7001",
            "the backlog that gets the initiatives"),
    PRIORITY_VOTE_PACE("priority-vote.requests-per-second", "1", Formats::pace, "1",
            "pace towards Priority.vote; 0 for no limit"),
    PRIORITY_VOTE_OPEN("priority-vote.open-status", "open", Formats::id, "open",
            "the status that opens an archived initiative again"),
    JIRA_ORGANIZATION("jira.organization-id", null, Formats::any, "the id in the address of https://admin.atlassian.com",
            "the Atlassian organization whose teams Port gets"),
    PORT_URL("port.url", "https://api.getport.io", BaseUrl::problem, "https://api.us.getport.io", "the API of Port"),
    PORT_CLIENT("port.client-id", null, Formats::any, "the client id of Port's credentials", "the client at Port"),
    PORT_SECRET("port.client-secret", null, Formats::secret, "the secret of Port's credentials",
            "the secret of that client"),
    PORT_MAPPING("port.mapping", null, Formats::any, "routes/mappings/port-app-config.yml",
            "Port's mapping file; port-app-config.yml among the mappings unless set"),
    PORT_RESOURCES("port.create-resources", "true", Formats.oneOf("true", "false"), "true",
            "whether blueprints that Port lacks are created"),
    PORT_PACE("port.requests-per-second", "50", Formats::pace, "50",
            "pace towards Port, which allows 116 bulk calls; 0 for no limit"),
    SYNC_ENABLED("sync.enabled", "priority-vote", Formats::any, "priority-vote",
            "which syncs of routes/ run, by name, separated by commas"),
    SYNC_CRON("sync.cron", "0 0/5 * * * ?", Formats::cron, "0 0/5 * * * ?",
            "when the syncs run, as a Quartz cron expression"),
    SYNC_EFFORT("sync.effort-field", null, Formats::any, "customfield_10016",
            "id or name of the field that holds the effort; without it every effort is 1"),
    SYNC_ON_ARCHIVE("sync.on-archive", "archive", Formats.oneOf("archive", "leave"), "archive",
            "archive or leave what left the filter, was archived or deleted"),
    SYNC_OVERLAP("sync.overlap", "10m", Formats::duration, "10m", "how far each run looks back behind the watermark"),
    SYNC_RECONCILE_AFTER("sync.reconcile-after", "24h", Formats::duration, "24h",
            "how long after a reconcile the next one is due"),
    SYNC_CONCURRENCY("sync.concurrency", "0", Formats.wholeNumber(0, 512), "0",
            "issues delivered at once; 0 for as many as the pace can use"),
    SYNC_RETRIES("sync.retries", "5", Formats.wholeNumber(0, 100), "5",
            "how often a delivery is tried again within a run"),
    SYNC_RETRY_DELAY("sync.retry-delay", "1000", Formats.wholeNumber(1, 3_600_000), "1000",
            "milliseconds before the first retry; doubled for each further one"),
    SYNC_LONGEST_RETRY_DELAY("sync.longest-retry-delay", "30000", Formats.wholeNumber(1, 3_600_000), "30000",
            "milliseconds before a retry at the most"),
    SYNC_PACE_RETRIES("sync.pace-retries", "30", Formats.wholeNumber(0, 1_000), "30",
            "how often a delivery is tried again that the target has no time for (429)"),
    SYNC_UNHEALED("sync.unhealed-in-a-row", "4", Formats.wholeNumber(1, 1_000), "4",
            "issues in a row that fail all their tries before the target is taken to be down"),
    SYNC_LEASE("sync.lease", "1m", Formats::duration, "1m",
            "how long a process that has died or stands still keeps others from running its sync"),
    STATE_URL("state.url", "jdbc:sqlite:data/state.db", Formats::stateUrl, "jdbc:sqlite:data/state.db",
            "the JDBC URL of the state store, SQLite or PostgreSQL"),
    STATE_USERNAME("state.username", null, Formats::any, "jira_sync", "the user of a PostgreSQL store"),
    STATE_PASSWORD("state.password", null, Formats::any, "the password of that user", "the password of that user"),
    SPRINTRR_URL("sprintrr.database.url", null, Formats::stateUrl, "jdbc:postgresql://localhost/sprintrr",
            "the JDBC URL of the database of the tasks, PostgreSQL or SQLite"),
    SPRINTRR_USERNAME("sprintrr.database.username", null, Formats::any, "sprintrr", "the user of that database"),
    SPRINTRR_PASSWORD("sprintrr.database.password", null, Formats::any, "the password of that user",
            "the password of that user"),
    SPRINTRR_PROJECT("sprintrr.project-id", null, Formats::any, "7", "the project that gets the tasks on schedule"),
    SPRINTRR_OWNER("sprintrr.owner", null, Formats::any, "ann@acme.example",
            "whose the connection and the imports are; the user of the database unless set"),
    SPRINTRR_TABLES("sprintrr.create-tables", "false", Formats.oneOf("true", "false"), "true",
            "whether 'sprintrr connect' creates tables that are missing"),
    BYOK_KEY("byok.encryption-key", null, Formats::any, "what 'openssl rand -base64 32' prints",
            "the key that a stored token is encrypted with"),
    HTTP_CONNECT("http.connect-timeout", "5000", Formats.wholeNumber(1, 600_000), "5000",
            "milliseconds to wait for a connection"),
    HTTP_RESPONSE("http.response-timeout", "30000", Formats.wholeNumber(1, 3_600_000), "30000",
            "milliseconds to wait for a whole answer"),
    HTTP_ANSWER("http.max-answer-bytes", "16777216", Formats.wholeNumber(1_024, 1_073_741_824), "16777216",
            "bytes of the largest answer that is read"),
    HTTP_CONNECTIONS("http.max-connections", "256", Formats.wholeNumber(1, 10_000), "256",
            "open connections to one host"),
    MANAGEMENT_ENABLED("management.enabled", null, Formats.oneOf("true", "false"), "true",
            "whether health and metrics are served over HTTP; true for run, false for the other commands"),
    MANAGEMENT_HOST("management.host", "127.0.0.1", Formats::any, "127.0.0.1", "the address that they are served at"),
    MANAGEMENT_PORT("management.port", "9876", Formats.wholeNumber(1, 65_535), "9876", "the port of that address");

    /** Tells what is wrong with a value. */
    @FunctionalInterface
    interface Format {

        /** What is wrong, as the end of a sentence after "which"; empty when nothing is. */
        Optional<String> problem(String value);
    }

    private final String property;
    private final String defaultValue;
    private final Format format;
    private final String example;
    private final String meaning;

    Setting(String property, String defaultValue, Format format, String example, String meaning) {
        this.property = property;
        this.defaultValue = defaultValue;
        this.format = format;
        this.example = example;
        this.meaning = meaning;
    }

    /** The name of the Camel property. */
    String property() {
        return property;
    }

    /** The name of the environment variable. */
    String variable() {
        return variable(property);
    }

    static String variable(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What holds when it is not set; null for nothing. */
    String defaultValue() {
        return defaultValue;
    }

    String example() {
        return example;
    }

    String meaning() {
        return meaning;
    }

    /** Whether its value may be shown to nobody. */
    boolean isSecret() {
        return this == JIRA_TOKEN || this == PRIORITY_VOTE_PAT || this == PORT_SECRET || this == STATE_PASSWORD
                || this == SPRINTRR_PASSWORD || this == BYOK_KEY;
    }

    boolean isUrl() {
        return this == JIRA_URL || this == PRIORITY_VOTE_URL || this == PORT_URL;
    }

    /** A value that can be used, as the beans want it: no slash behind a URL, a duration in Camel's own way. */
    String tidy(String value) {
        return isUrl() ? value.replaceFirst("/+$", "") : isDuration() ? Formats.camelDuration(value) : value;
    }

    private boolean isDuration() {
        return this == SYNC_OVERLAP || this == SYNC_RECONCILE_AFTER;
    }

    /** A sentence about a value that can't be used; empty when it can. */
    Optional<String> problem(String value) {
        return format.problem(value).map(problem -> isSecret()
                ? "Setting %s can't be used: it %s; it is %s.".formatted(property, problem, example)
                : "Setting %s%s, which %s; for example %s.".formatted(property, shown(value), problem, example));
    }

    private String shown(String value) {
        return this == STATE_URL || this == SPRINTRR_URL || isUrl() && value.contains("@") ? " has a value" : " is '" + value + "'";
    }

    /** The sentence about a setting that is required and not there. */
    String missing() {
        return "Setting %s (environment variable %s) is missing: %s; for example %s."
                .formatted(property, variable(), meaning, example);
    }

    static Optional<Setting> of(String property) {
        for (Setting setting : values()) {
            if (setting.property.equals(property)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }
}
