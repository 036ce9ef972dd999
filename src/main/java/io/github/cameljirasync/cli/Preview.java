package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameljirasync.cli.PlannedIssue.Action;
import io.github.cameljirasync.cli.PlannedIssue.Change;
import io.github.cameljirasync.delivery.DeadLetterRecorder;
import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.state.IssuePart;
import io.github.cameljirasync.state.Link;
import org.apache.camel.Exchange;

/**
 * Takes the place of every sink and of the dead letters in {@code preview.camel.yaml}, and keeps what each issue would
 * have led to. The present state is read by the Kamelet that has the name of the sink with {@code -preview-action} in
 * the place of {@code -sink}; it gets the sink's parameters and makes the counterpart, or nothing, the body.
 */
public final class Preview {

    private static final String ACTION = "jiraSyncPreviewAction";
    private static final String PAYLOAD = "jiraSyncPayload";
    private static final String ID = "jiraIssueId";
    private static final String KEY = "jiraIssueKey";

    private final Map<String, List<PlannedIssue>> issues = new LinkedHashMap<>();
    private final Map<String, Map<String, PlannedIssue>> planned = new LinkedHashMap<>();

    /** What would be done for the issues of a sync, in Jira's order. */
    synchronized List<PlannedIssue> of(String sync) {
        return List.copyOf(issues.getOrDefault(sync, List.of()));
    }

    /** Forgets what was noted of an issue that a page shows again. */
    public synchronized void begin(Exchange exchange) {
        planned.remove(place(exchange));
    }

    /** Keeps what the sink was to get, and finds the Kamelet that reads the present state. */
    public void payload(Exchange exchange) {
        exchange.setVariable(PAYLOAD, exchange.getMessage().getBody(JsonNode.class));
        String sink = exchange.getProperty(Exchange.INTERCEPTED_ENDPOINT, String.class);
        exchange.setVariable(ACTION, new SinkCompanions(exchange.getContext()).of(sink, "preview").orElse(null));
    }

    /** Compares the body, which is the present state where it could be read, with what the sink was to get. */
    public void compare(Exchange exchange) {
        JsonNode payload = exchange.getVariable(PAYLOAD, JsonNode.class);
        boolean read = exchange.getVariable(ACTION) != null;
        JsonNode present = read ? exchange.getMessage().getBody(JsonNode.class) : null;
        Run run = run(exchange);
        Link link = run.link(new IssuePart(exchange.getVariable(ID, String.class), part(exchange)));
        boolean known = link != null && link.targetId() != null;
        List<Change> changes = changes(present, payload);
        if (read && present == null || !read && !known) {
            plan(exchange, Action.CREATE, changes, whyCreated(exchange, known));
            run.issueCreated();
        } else if (changes.isEmpty() && !exchange.getVariable(Delivered.REOPEN, false, Boolean.class)) {
            plan(exchange, Action.LEAVE, changes, "the same stands at the target already");
            run.issueUnchanged();
        } else {
            plan(exchange, Action.CHANGE, changes, whyChanged(exchange, read));
            run.issueUpdated();
        }
    }

    private static String whyCreated(Exchange exchange, boolean known) {
        if (exchange.getVariable(Delivered.FORMER_TARGET_ID) != null) {
            return "its key has changed; its former counterpart would be archived";
        }
        return known ? "what was delivered before is gone at the target" : null;
    }

    private static String whyChanged(Exchange exchange, boolean read) {
        if (exchange.getVariable(Delivered.REOPEN, false, Boolean.class)) {
            return "it was archived and would be opened again";
        }
        return read ? null : "the target was not asked, because its sink has no preview Kamelet; this is what is mapped";
    }

    private static List<Change> changes(JsonNode present, JsonNode payload) {
        List<Change> changes = new ArrayList<>();
        payload.properties().forEach(field -> {
            JsonNode before = present == null ? null : present.get(field.getKey());
            if (present == null || !same(before, field.getValue())) {
                changes.add(new Change(field.getKey(), before, field.getValue()));
            }
        });
        return changes;
    }

    /** A service may keep nothing for an empty text, and 3 for 3.0. */
    private static boolean same(JsonNode before, JsonNode after) {
        if (before != null && before.isNumber() && after.isNumber()) {
            return before.decimalValue().compareTo(after.decimalValue()) == 0;
        }
        return emptyIsNull(before).equals(emptyIsNull(after));
    }

    private static JsonNode emptyIsNull(JsonNode value) {
        return value == null || value.isTextual() && value.asText().isEmpty() ? JsonNodeFactory.instance.nullNode() : value;
    }

    /** Notes why an issue could not be mapped or its counterpart not be read. */
    public void failed(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        plan(exchange, Action.FAIL, List.of(), DeadLetterRecorder.sentence(failure));
        run(exchange).issueFailed();
    }

    /** Notes that an issue is left as it is when nothing else was noted. */
    public synchronized void dealtWith(Exchange exchange) {
        Run run = run(exchange);
        Map<String, PlannedIssue> plans = planned.getOrDefault(place(exchange), new TreeMap<>());
        planned.remove(place(exchange));
        if (run.isGoingOn()) {
            parts(exchange).stream().filter(part -> !plans.containsKey(part)).forEach(part -> plans.put(part,
                    issue(exchange, part, Action.LEAVE, List.of(), whyLeft(exchange, part))));
        }
        if (plans.isEmpty() && run.isGoingOn()) {
            plans.put("", issue(exchange, "", Action.LEAVE, List.of(), whyLeft(exchange, "")));
        }
        issues.computeIfAbsent(run.getSync(), sync -> new ArrayList<>()).addAll(plans.values());
    }

    /** What the issue is known to be at several targets. */
    private static List<String> parts(Exchange exchange) {
        return run(exchange).links(exchange.getVariable(ID, String.class)).stream().map(Link::part)
                .filter(part -> !part.isEmpty()).toList();
    }

    private static String whyLeft(Exchange exchange, String part) {
        if (part.isEmpty() && !exchange.getProperty(Exchange.DUPLICATE_MESSAGE, false, Boolean.class)) {
            return "a step of the route takes it out";
        }
        return run(exchange).waiting(new IssuePart(exchange.getVariable(ID, String.class), part)) == null
                ? "nothing that is mapped has changed since it was delivered"
                : "it waits in the dead letters, and its time has not come";
    }

    private synchronized void plan(Exchange exchange, Action action, List<Change> changes, String note) {
        planned.computeIfAbsent(place(exchange), place -> new TreeMap<>())
                .put(part(exchange), issue(exchange, part(exchange), action, changes, note));
    }

    private static PlannedIssue issue(Exchange exchange, String part, Action action, List<Change> changes, String note) {
        return new PlannedIssue(exchange.getVariable(ID, String.class), part, exchange.getVariable(KEY, String.class), action,
                changes, note);
    }

    private static String part(Exchange exchange) {
        return exchange.getVariable(Delivered.PART, "", String.class);
    }

    private static String place(Exchange exchange) {
        return run(exchange).getSync() + '/' + exchange.getVariable(ID, String.class);
    }

    private static Run run(Exchange exchange) {
        return exchange.getVariable(Run.VARIABLE, Run.class);
    }
}
