package io.github.cameljirasync.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Read-only view of one node of an Atlassian document. The document is remote input: every accessor answers for every
 * type of value, with an empty string, zero children or the given default. Never null.
 *
 * @see <a href="https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/">Document structure</a>
 */
record Node(JsonNode json) {

    private static final double LARGEST_EXACT = 1L << 53;

    /** The type; "text" for a bare value inside a content array, empty when there is none. */
    String type() {
        if (json.isValueNode()) {
            return "text";
        }
        JsonNode type = json.get("type");
        return type == null || !type.isTextual() ? "" : type.textValue();
    }

    /** The node's own text, empty when it has none. */
    String text() {
        return scalar(json.isValueNode() ? json : json.get("text"));
    }

    int size() {
        JsonNode content = content();
        if (content == null || content.isNull()) {
            return 0;
        }
        return content.isArray() ? content.size() : 1;
    }

    Node child(int index) {
        JsonNode content = content();
        return new Node(content.isArray() ? content.get(index) : content);
    }

    int markCount() {
        JsonNode marks = json.get("marks");
        return marks == null || !marks.isArray() ? 0 : marks.size();
    }

    Node mark(int index) {
        return new Node(json.get("marks").get(index));
    }

    boolean hasMark(String type) {
        for (int i = 0; i < markCount(); i++) {
            if (mark(i).type().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** The attribute as text, empty when it is absent or no scalar. */
    String attr(String name) {
        JsonNode attrs = json.get("attrs");
        return attrs == null ? "" : scalar(attrs.get(name));
    }

    /** The value at the path below the attributes as text, empty when it is absent or no scalar. */
    String attrAt(String... path) {
        JsonNode value = json.get("attrs");
        for (int i = 0; i < path.length && value != null; i++) {
            value = value.get(path[i]);
        }
        return scalar(value);
    }

    /** The object at an attribute, or null when it is none. */
    Node nodeAttr(String name) {
        JsonNode attrs = json.get("attrs");
        JsonNode value = attrs == null ? null : attrs.get(name);
        return value == null || !value.isObject() ? null : new Node(value);
    }

    /** The attribute as a whole number between the bounds; the default when it is no number. */
    int intAttr(String name, int defaultValue, int min, int max) {
        JsonNode attrs = json.get("attrs");
        JsonNode value = attrs == null ? null : attrs.get(name);
        if (value == null) {
            return defaultValue;
        }
        return (int) Math.max(min, Math.min(max, value.asDouble(defaultValue)));
    }

    private JsonNode content() {
        return json.isArray() ? json : json.get("content");
    }

    private static String scalar(JsonNode value) {
        if (value == null || !value.isValueNode() || value.isNull()) {
            return "";
        }
        return value.isFloatingPointNumber() ? decimal(value.doubleValue()) : Chars.clean(value.asText());
    }

    // A time stamp may arrive as 1.7672256E12.
    private static String decimal(double value) {
        return Math.abs(value) < LARGEST_EXACT && value == Math.rint(value)
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
