package io.github.cameljirasync.sandbox.port;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a blueprint's schema asks of one property.
 *
 * @param type    string, number, boolean, object or array; null for any
 * @param format  of a string, null for any; formats that are for display only are not checked
 * @param allowed the enum's values, empty for any
 * @param items   the rule for each item of an array, null for any
 */
record PropertyRule(String type, String format, List<JsonNode> allowed, PropertyRule items) {

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s/]+\\S*");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    /** Jira's stamps, whose offset has no colon, are accepted: the samples of Port's page have them. */
    private static final Pattern DATE_TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:?\\d\\d)");

    static PropertyRule of(JsonNode schema) {
        List<JsonNode> allowed = new ArrayList<>();
        schema.path("enum").forEach(allowed::add);
        JsonNode items = schema.get("items");
        return new PropertyRule(schema.path("type").textValue(), schema.path("format").textValue(),
                List.copyOf(allowed), items == null || !items.isObject() ? null : of(items));
    }

    /** What is wrong with the value, such as "must be string"; null when nothing is. Null blanks and is never wrong. */
    String mistake(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!hasType(value)) {
            return "must be " + type;
        }
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            return "must be equal to one of the allowed values " + allowed;
        }
        if (format != null && value.isTextual() && !hasFormat(value.textValue())) {
            return "must match format \"" + format + "\"";
        }
        return items == null ? null : mistakeOfAnItem(value);
    }

    private String mistakeOfAnItem(JsonNode array) {
        for (int i = 0; i < array.size(); i++) {
            String mistake = array.get(i).isNull() ? "must be " + items.type : items.mistake(array.get(i));
            if (mistake != null) {
                return "at index " + i + " " + mistake;
            }
        }
        return null;
    }

    private boolean hasType(JsonNode value) {
        if (type == null) {
            return true;
        }
        return switch (type) {
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }

    private boolean hasFormat(String text) {
        return switch (format) {
            case "url" -> URL.matcher(text).matches();
            case "email", "user" -> EMAIL.matcher(text).matches();
            case "date-time" -> DATE_TIME.matcher(text).matches();
            default -> true;
        };
    }
}
