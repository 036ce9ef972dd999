package io.github.cameljirasync.sprintrr;

import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.delivery.Delivered;
import org.apache.camel.Exchange;

/** What Camel SQL does not do by itself: tasks as the parameters of a statement, and rows as tasks. */
public final class Tasks {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "external_id";
    /** The column that holds several texts. */
    private static final String LIST = "assigned_to";
    /** What a mapping gives instead of the id of a milestone. */
    private static final String MILESTONE = "milestone";

    /** The variable that keeps a mapped task while the present one is the body. */
    private static final String MAPPED = "sprintrrTask";

    private final TaskDatabase database;

    public Tasks(TaskDatabase database) {
        this.database = database;
    }

    /**
     * Makes the parameters of the look-up of a task's person and milestone the body.
     *
     * @param project the project that gets the task
     */
    public Map<String, Object> names(JsonNode task, String project) {
        Map<String, Object> names = new HashMap<>();
        names.put("email", text(task.path(LIST).path(0)));
        names.put(MILESTONE, text(task.path(MILESTONE)));
        names.put("project_id", project);
        return names;
    }

    /**
     * A task with the person and the milestone that were found; without those that were not.
     *
     * @param found the row of the look-up; null when there was nothing to look up
     */
    public static ObjectNode matched(ObjectNode task, Map<String, Object> found) {
        ObjectNode matched = JsonNodeFactory.instance.objectNode();
        task.properties().forEach(member -> {
            switch (member.getKey()) {
                case LIST -> matched.set(LIST, found == null ? JsonNodeFactory.instance.arrayNode() : people(found));
                case MILESTONE -> matched.put("milestone_id",
                        found == null || found.get("milestone_id") == null ? null : found.get("milestone_id").toString());
                default -> matched.set(member.getKey(), member.getValue());
            }
        });
        return matched;
    }

    private static ArrayNode people(Map<String, Object> found) {
        ArrayNode people = JsonNodeFactory.instance.arrayNode();
        if (found.get("email") != null) {
            people.add(found.get("email").toString());
        }
        return people;
    }

    /** The parameters of the statement that writes a task. */
    public Map<String, Object> row(JsonNode task, String project) {
        Map<String, Object> row = new HashMap<>();
        task.properties().forEach(member -> row.put(member.getKey(),
                LIST.equals(member.getKey()) ? list(member.getValue()) : text(member.getValue())));
        row.put("project_id", project);
        return row;
    }

    /** The external ids of the tasks in a batch. */
    public List<Object> keys(List<Map<String, Object>> rows) {
        return rows.stream().map(row -> row.get(KEY)).toList();
    }

    /**
     * What became of each task of a batch, in its order.
     *
     * @param before rows of the tasks that were there before
     * @param after  rows of those that are there now
     */
    public List<Map<String, Object>> results(List<Map<String, Object>> rows, List<Map<String, Object>> before,
            List<Map<String, Object>> after) {
        Map<Object, Object> known = byKey(before);
        Map<Object, Object> present = byKey(after);
        return rows.stream().map(row -> row.get(KEY)).map(key -> Map.<String, Object>of("id", present.get(key).toString(),
                "outcome", known.containsKey(key) ? "updated" : "created")).toList();
    }

    private static Map<Object, Object> byKey(List<Map<String, Object>> tasks) {
        Map<Object, Object> ids = new HashMap<>();
        tasks.forEach(task -> ids.put(task.get(KEY), task.get("id")));
        return ids;
    }

    /** A row of the database as a task; null for none. */
    public static ObjectNode task(Map<String, Object> row) throws SQLException, JsonProcessingException {
        if (row == null || row.isEmpty()) {
            return null;
        }
        ObjectNode task = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Object> column : row.entrySet()) {
            Object value = column.getValue();
            if (LIST.equals(column.getKey())) {
                task.set(LIST, value instanceof Array array ? JSON.valueToTree(array.getArray())
                        : value == null ? JsonNodeFactory.instance.arrayNode() : JSON.readTree(value.toString()));
            } else {
                task.put(column.getKey(), value == null ? null : value.toString());
            }
        }
        return task;
    }

    /**
     * Says in {@value Delivered#AGAIN} whether the task of the variable {@value #MAPPED} has to be written although it was
     * before, because somebody has changed or removed what is there; makes that task the body again.
     */
    public static void compare(Exchange exchange) {
        JsonNode task = exchange.getVariable(MAPPED, JsonNode.class);
        JsonNode present = exchange.getMessage().getBody(JsonNode.class);
        exchange.setVariable(Delivered.AGAIN, present == null || !holds(present, task));
        exchange.getMessage().setBody(task);
    }

    private static boolean holds(JsonNode present, JsonNode task) {
        return task.properties().stream().allMatch(member -> {
            JsonNode value = present.path(member.getKey());
            return member.getValue().isArray() ? value.equals(member.getValue())
                    : Objects.equals(text(value), text(member.getValue()));
        });
    }

    private String list(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return database.dialect().list(texts);
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }
}
