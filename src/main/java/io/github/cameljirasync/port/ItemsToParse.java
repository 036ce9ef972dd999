package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A record that becomes an entity for each item of one of its arrays.
 *
 * @param name    where each copy of the record holds its item
 * @param without the record without the array; null where it stays in
 */
record ItemsToParse(PortExpression expression, String name, PortJq.Compiled without) {

    static final String DEFAULT_NAME = "item";

    private static final Pattern PATH = Pattern.compile("(?:\\.\\w+|\\.\\[[^]]+])(?:\\.\\w+|\\.?\\[[^]]+])*");
    private static final Pattern PREPARES = Pattern.compile("\\(?\\s*(?:\\.|\\$\\w+|\\.\\s+as\\s+\\$\\w+)\\s*");

    /** The path at which such an expression begins, in jq; empty where it begins with something else. */
    static Optional<String> source(String expression) {
        for (String segment : expression.split("\\|")) {
            Matcher path = PATH.matcher(segment.strip().replaceFirst("^\\(\\s*", ""));
            if (path.lookingAt()) {
                return Optional.of(path.group());
            }
            if (!PREPARES.matcher(segment.strip()).matches()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * @return the records, one for each item
     * @throws Template.FailedException when the expression fails or gives no array
     */
    List<JsonNode> of(JsonNode record) {
        try {
            JsonNode items = expression.compiled().part(record);
            if (!items.isArray()) {
                throw new JqException("it gives " + BoundedJson.typeOf(items) + " instead of an array");
            }
            JsonNode base = items.isEmpty() || without == null ? record : without.part(record);
            List<JsonNode> records = new ArrayList<>();
            items.forEach(item -> {
                ObjectNode each = JsonNodeFactory.instance.objectNode();
                base.properties().forEach(member -> each.set(member.getKey(), member.getValue()));
                each.set(name, item);
                records.add(each);
            });
            return records;
        } catch (JqException e) {
            throw new Template.FailedException(expression, e);
        }
    }
}
