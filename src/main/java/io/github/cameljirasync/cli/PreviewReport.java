package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.cli.PlannedIssue.Action;
import io.github.cameljirasync.cli.PlannedIssue.Change;
import io.github.cameljirasync.run.RunCounts;

/** How a preview is shown. */
final class PreviewReport {

    /** Of a long text, what stands on one side of the arrow. */
    private static final int LONGEST_SIDE = 60;

    private PreviewReport() {
    }

    /** A table for a person: a line for each field of an issue that would be written. */
    static void print(SyncResult result, List<PlannedIssue> issues, int width, PrintWriter out) {
        Table table = new Table("ISSUE", "WOULD BE", "WHAT");
        for (PlannedIssue issue : issues) {
            String would = would(issue.action());
            String key = issue.part().isEmpty() ? issue.key() : issue.key() + " (" + issue.part() + ')';
            if (issue.note() != null) {
                table.row(key, would, issue.note());
                key = "";
                would = "";
            }
            for (Iterator<Change> changes = issue.changes().iterator(); changes.hasNext(); key = "", would = "") {
                table.row(key, would, line(issue.action(), changes.next()));
            }
        }
        if (!table.isEmpty()) {
            table.print(out, width);
            out.println();
        }
        out.println(summary(result, issues));
    }

    private static String would(Action action) {
        return switch (action) {
            case CREATE -> "created";
            case CHANGE -> "changed";
            case LEAVE -> "left";
            case FAIL -> "failing";
        };
    }

    private static String line(Action action, Change change) {
        String after = change.field() + ": ";
        if (action == Action.CHANGE) {
            String before = change.before() == null ? "?" : text(change.before());
            return after + Table.cut(before, LONGEST_SIDE) + " → " + text(change.after());
        }
        return after + text(change.after());
    }

    private static String text(JsonNode value) {
        String text = Table.plain(value.isTextual() ? value.asText() : value.isNull() ? "" : value.toString());
        return text.isEmpty() ? "(nothing)" : text;
    }

    private static String summary(SyncResult result, List<PlannedIssue> issues) {
        RunCounts counts = result.counts();
        String ended = result.reason() == null ? "" : " It ended early: " + result.reason().replaceFirst("\\.$", "") + '.';
        if (issues.isEmpty()) {
            return result.sync() + ": no issue to look at." + (result.reason() == null
                    ? " Nothing has changed since the last run; --full looks at every issue of the filter." : ended);
        }
        return "%s: of %d issues, %d would be created, %d changed, %d left; %d would fail. Nothing was written.%s"
                .formatted(result.sync(), issues.stream().map(PlannedIssue::id).distinct().count(), counts.created(), counts.updated(), count(issues, Action.LEAVE),
                        counts.failed(), ended);
    }

    private static long count(List<PlannedIssue> issues, Action action) {
        return issues.stream().filter(issue -> issue.action() == action).count();
    }

    /** The same for a script, as a member of {@code syncs}. */
    static ObjectNode json(SyncResult result, List<PlannedIssue> issues) {
        ObjectNode sync = JsonNodeFactory.instance.objectNode();
        sync.put("name", result.sync()).put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        if (result.reason() != null) {
            sync.put("reason", result.reason());
        }
        for (Action action : Action.values()) {
            sync.put(action.name().toLowerCase(Locale.ROOT), count(issues, action));
        }
        ArrayNode list = sync.putArray("issues");
        issues.forEach(issue -> list.add(json(issue)));
        return sync;
    }

    private static ObjectNode json(PlannedIssue issue) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("key", issue.key()).put("id", issue.id())
                .put("action", issue.action().name().toLowerCase(Locale.ROOT));
        if (!issue.part().isEmpty()) {
            json.put("part", issue.part());
        }
        if (issue.note() != null) {
            json.put("note", issue.note());
        }
        if (!issue.changes().isEmpty()) {
            ObjectNode fields = json.putObject("fields");
            issue.changes().forEach(change -> fields.putObject(change.field())
                    .<ObjectNode>set("old", change.before()).set("new", change.after()));
        }
        return json;
    }
}
