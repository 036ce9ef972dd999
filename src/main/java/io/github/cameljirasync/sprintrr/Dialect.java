package io.github.cameljirasync.sprintrr;

import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The databases that can hold tasks, and what differs between them. */
enum Dialect {

    POSTGRESQL("jdbc:postgresql:") {
        @Override
        String list(List<String> values) {
            return values.stream().map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .collect(Collectors.joining(",", "{", "}"));
        }
    },

    SQLITE("jdbc:sqlite:") {
        @Override
        String list(List<String> values) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            values.forEach(json::add);
            return json.toString();
        }
    };

    private final String prefix;

    Dialect(String prefix) {
        this.prefix = prefix;
    }

    /** The value of a column that holds several texts. */
    abstract String list(List<String> values);

    /** Whether JDBC URLs of this kind begin so. */
    boolean fits(String url) {
        return url.startsWith(prefix);
    }

    String prefix() {
        return prefix;
    }
}
