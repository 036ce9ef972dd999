package io.github.cameljirasync.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.jira.MappedFields;

/** What only Jira and the targets can tell. Reads, and writes nothing. */
final class RemoteChecks {

    /** The variable in which a route hands the setting to its mapping. */
    private static final String EFFORT = "effortField";

    private final Bundle bundle;
    private final Settings settings;
    private final SyncFiles files;
    private final Requests requests;
    private final CheckList list;

    RemoteChecks(Bundle bundle, RouteFolder folder, CheckList list) {
        this.bundle = bundle;
        this.settings = bundle.settings();
        this.files = folder.syncFiles(settings);
        this.requests = new Requests(bundle);
        this.list = list;
    }

    void run() {
        Set<String> used = files.used();
        if (used.contains(Setting.JIRA_TOKEN.property()) && account()) {
            files.filters().forEach(this::filter);
            fields();
        }
        new TargetChecks(bundle.context(), list).run();
    }

    private boolean account() {
        try {
            JsonNode me = requests.jira("GET", "/myself", null);
            list.right("Jira: %s answers as %s%s, time zone %s".formatted(settings.get(Setting.JIRA_URL),
                    me.path("displayName").asText("somebody without a name"),
                    me.hasNonNull("emailAddress") ? " (" + me.get("emailAddress").asText() + ")" : "",
                    me.path("timeZone").asText("unknown")));
            return true;
        } catch (RuntimeException e) {
            list.wrong("Jira", e, settings.isBasic() ? "look at jira.url, jira.email and jira.token"
                    : "look at jira.url and jira.token");
            return false;
        }
    }

    /** @param filter with placeholders */
    private void filter(String filter) {
        try {
            long issues = new IssueCount(requests).of(bundle.context().resolvePropertyPlaceholders(filter));
            list.right("Filter: Jira accepts it and finds about " + issues + (issues == 1 ? " issue" : " issues"));
            if (issues == 0) {
                list.note("Filter: is the account allowed to see the project?");
            }
        } catch (RuntimeException e) {
            String setting = filter.contains(Setting.JIRA_JQL.property()) ? Setting.JIRA_JQL.property()
                    : "the jql of the mapping file or of the route";
            list.wrong("Filter", e, isRejected(e) ? "correct " + setting : "");
        }
    }

    private void fields() {
        JsonNode known;
        try {
            known = requests.jira("GET", "/field", null);
        } catch (RuntimeException e) {
            list.wrong("Fields", e, "");
            return;
        }
        for (String mapping : files.mappings()) {
            String effort = files.reads(mapping, Setting.SYNC_EFFORT.property()) ? settings.get(Setting.SYNC_EFFORT) : "";
            MappedFields.resources(bundle.context().resolvePropertyPlaceholders(mapping))
                    .forEach(one -> fields(one, effort, known));
        }
    }

    private void fields(String resource, String effort, JsonNode known) {
        try {
            fields(resource, LocalChecks.text(bundle.context(), resource), effort, known);
        } catch (IOException e) {
            // said by the check of the mappings
            return;
        } catch (IllegalArgumentException e) {
            list.wrong("Fields: " + e.getMessage() + " (setting sync.effort-field).", ExitStatus.MISCONFIGURED);
        }
    }

    private void fields(String mapping, String text, String effort, JsonNode known) {
        MappedFields.ResolvedFields resolved = new MappedFields(text, effort).resolve(known);
        List<String> missing = new ArrayList<>();
        resolved.asked().forEach(id -> {
            if (!MappedFields.ALL.equals(id.asText()) && find(known, id.asText()) == null) {
                missing.add(id.asText());
            }
        });
        missing.forEach(id -> list.wrong("Fields: Jira has no field " + id + ", which " + mapping
                + (effort.isEmpty() ? "" : " or sync.effort-field") + " names; 'fields' lists those it has.",
                ExitStatus.MISCONFIGURED));
        if (missing.isEmpty()) {
            list.right("Fields: Jira has all %d that %s reads%s".formatted(resolved.asked().size(), mapping,
                    text.contains(EFFORT) ? effort(resolved, effort, known) : ""));
        }
    }

    private static String effort(MappedFields.ResolvedFields resolved, String field, JsonNode known) {
        if (field.isEmpty()) {
            return "; no effort field is configured, so every effort is 1";
        }
        JsonNode found = find(known, resolved.idsByName().path(field).asText(field));
        return "; the effort is " + found.path("name").asText() + " (" + found.path("id").asText() + ")";
    }

    private static JsonNode find(JsonNode known, String id) {
        for (JsonNode field : known) {
            if (id.equals(field.path("id").asText())) {
                return field;
            }
        }
        return null;
    }

    private static boolean isRejected(RuntimeException e) {
        return e.getCause() instanceof RequestRejectedException;
    }
}
