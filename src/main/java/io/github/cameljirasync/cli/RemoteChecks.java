package io.github.cameljirasync.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.jira.MappedFields;
import io.github.cameljirasync.sprintrr.TaskDatabase;

/** What only Jira and the target can tell. Reads, and writes nothing. */
final class RemoteChecks {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 50;

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
            filter();
            fields();
        }
        if (used.contains(Setting.PRIORITY_VOTE_PAT.property())) {
            backlog();
        }
        if (used.contains(Setting.SPRINTRR_URL.property())) {
            tasks();
        }
    }

    private void tasks() {
        try (TaskDatabase database = SprintrrCommand.database(bundle)) {
            SprintrrConnectCommand.tables(database, false);
            list.right("sprintrr: " + database.shownUrl() + " has all tables that an import needs; tasks go into project "
                    + settings.get(Setting.SPRINTRR_PROJECT));
        } catch (RuntimeException e) {
            list.wrong("sprintrr", e, "");
        }
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

    private void filter() {
        try {
            long issues = new IssueCount(requests).of(settings.get(Setting.JIRA_JQL));
            list.right("Filter: Jira accepts it and finds about " + issues + (issues == 1 ? " issue" : " issues"));
            if (issues == 0) {
                list.note("Filter: is the account allowed to see the project?");
            }
        } catch (RuntimeException e) {
            list.wrong("Filter", e, isRejected(e) ? "correct jira.jql" : "");
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
            String resource = bundle.context().resolvePropertyPlaceholders(mapping);
            try {
                fields(resource, LocalChecks.text(bundle.context(), resource), known);
            } catch (IOException e) {
                // said by the check of the mappings
                return;
            } catch (IllegalArgumentException e) {
                list.wrong("Fields: " + e.getMessage() + " (setting sync.effort-field).", ExitStatus.MISCONFIGURED);
            }
        }
    }

    private void fields(String mapping, String text, JsonNode known) {
        MappedFields.ResolvedFields resolved =
                new MappedFields(text, settings.get(Setting.SYNC_EFFORT)).resolve(known);
        List<String> missing = new ArrayList<>();
        resolved.asked().forEach(id -> {
            if (find(known, id.asText()) == null) {
                missing.add(id.asText());
            }
        });
        missing.forEach(id -> list.wrong("Fields: Jira has no field " + id + ", which " + mapping
                + " or sync.effort-field names; 'fields' lists those it has.", ExitStatus.MISCONFIGURED));
        if (missing.isEmpty()) {
            list.right("Fields: Jira has all %d that %s reads%s".formatted(resolved.asked().size(), mapping,
                    effort(resolved, known)));
        }
    }

    private String effort(MappedFields.ResolvedFields resolved, JsonNode known) {
        String field = settings.get(Setting.SYNC_EFFORT);
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

    private void backlog() {
        String wanted = settings.get(Setting.PRIORITY_VOTE_BACKLOG);
        try {
            List<String> others = new ArrayList<>();
            for (int page = 1; page <= MOST_PAGES; page++) {
                JsonNode backlogs = items(requests.priorityVote("/backlogs",
                        "per_page=" + PAGE + (page == 1 ? "" : "&page=" + page)));
                for (JsonNode backlog : backlogs) {
                    if (wanted.equals(backlog.path("id").asText())) {
                        list.right("Priority.vote: the token is good and reaches backlog %s, \"%s\"".formatted(wanted,
                                backlog.path("name").asText(backlog.path("title").asText())));
                        list.note("Priority.vote: whether the token has the scope write:initiatives shows with the"
                                + " first write");
                        return;
                    }
                    others.add(backlog.path("id").asText() + " (" + backlog.path("name").asText() + ")");
                }
                if (backlogs.size() < PAGE) {
                    break;
                }
            }
            list.wrong("Priority.vote: the token reaches no backlog " + wanted + " (setting priority-vote.backlog-id)"
                    + (others.isEmpty() ? " nor any other." : ", but: " + String.join(", ", others) + "."),
                    ExitStatus.MISCONFIGURED);
        } catch (RuntimeException e) {
            list.wrong("Priority.vote", e, "look at priority-vote.url and priority-vote.pat");
        }
    }

    private static JsonNode items(JsonNode answer) {
        for (String member : List.of("data", "items", "backlogs")) {
            if (answer.path(member).isArray()) {
                return answer.path(member);
            }
        }
        return answer;
    }

    private static boolean isRejected(RuntimeException e) {
        return e.getCause() instanceof RequestRejectedException;
    }
}
