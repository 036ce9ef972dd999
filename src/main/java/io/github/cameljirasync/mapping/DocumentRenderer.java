package io.github.cameljirasync.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Renders the value of a rich text field, whichever of Jira's two formats it has. */
final class DocumentRenderer {

    static final int DEFAULT_LIMIT = 20_000;

    private static final int FIRST_BUFFER = 2_048;

    private final Syntax syntax;
    private final int limit;

    DocumentRenderer(Syntax syntax, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1 character, but is " + limit);
        }
        this.syntax = syntax;
        this.limit = limit;
    }

    /** The text, or null for null; never throws on account of the value. */
    JsonNode render(JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return NullNode.getInstance();
        }
        BoundedOutput out = new BoundedOutput(limit, FIRST_BUFFER);
        if (value.getNodeType() == JsonNodeType.STRING) {
            new WikiRenderer(out, syntax).render(Chars.clean(value.textValue()));
        } else {
            new BlockRenderer(out, syntax).document(new Node(value));
        }
        return TextNode.valueOf(out.toString());
    }
}
