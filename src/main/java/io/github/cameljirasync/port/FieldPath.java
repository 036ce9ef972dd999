package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * An expression that only names fields, such as {@code .fields.status.name}: most of a mapping file. Followed without jq,
 * which gives the same and takes longer.
 */
final class FieldPath {

    private final List<String> fields;

    private FieldPath(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Empty for every other expression. */
    static Optional<FieldPath> of(JqNode tree) {
        List<String> fields = new ArrayList<>();
        JqNode node = tree;
        while (node != null && node.is("IdentifierFieldAccess") && node.text("field") != null) {
            fields.add(0, node.text("field"));
            node = node.child("target");
        }
        return node != null && node.is("ThisObject") ? Optional.of(new FieldPath(fields)) : Optional.empty();
    }

    /** What stands there, null of JSON where nothing does; empty where jq has to say what is wrong with the path. */
    Optional<JsonNode> follow(JsonNode record) {
        JsonNode here = record;
        for (String field : fields) {
            if (here.isNull()) {
                return Optional.of(here);
            }
            JsonNode next = here.get(field);
            if (next == null && !here.isObject()) {
                return Optional.empty();
            }
            here = next == null ? NullNode.getInstance() : next;
        }
        return Optional.of(here);
    }
}
