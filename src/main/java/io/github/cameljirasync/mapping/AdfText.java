package io.github.cameljirasync.mapping;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.BuiltinFunction;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * The jq function {@code adf_text}: a rich text field of Jira as plain text. The input is an Atlassian document
 * (Cloud), wiki markup or plain text (Data Center), or null, which stays null. Register it as a bean of that name.
 *
 * @see <a href="https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/">Document structure</a>
 */
@BuiltinFunction("adf_text/0")
public final class AdfText implements Function {

    private final DocumentRenderer renderer;

    public AdfText() {
        this(DocumentRenderer.DEFAULT_LIMIT);
    }

    /** @param limit longest result in UTF-16 units, at least 1; a longer one is cut and ends with an ellipsis */
    public AdfText(int limit) {
        renderer = new DocumentRenderer(new PlainSyntax(), limit);
    }

    @Override
    public void apply(Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        output.emit(renderer.render(in), null);
    }
}
