package io.github.cameljirasync.mapping;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import net.thisptr.jackson.jq.BuiltinFunction;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * The jq function {@code cut(n)}: a string cut to at most n characters (Unicode code points), never inside what a
 * reader sees as one character, and without trailing white space where it was cut. Control characters and halves of
 * surrogate pairs, which many a service refuses, are left out or replaced. Other values stay as they are.
 */
@BuiltinFunction("cut/1")
public final class Cut implements Function {

    @Override
    public void apply(Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
            throws JsonQueryException {
        if (args.size() != 1) {
            throw new JsonQueryException("cut takes one argument, the number of characters to keep");
        }
        args.get(0).apply(scope, in, length -> {
            if (!length.isNumber()) {
                throw new JsonQueryException("cut takes a number of characters to keep, but was given " + length.getNodeType());
            }
            output.emit(in.isTextual() ? TextNode.valueOf(cut(Chars.clean(in.textValue()), length.asInt())) : in, null);
        });
    }

    static String cut(String s, int codePoints) {
        if (s.length() <= codePoints || s.codePointCount(0, s.length()) <= codePoints) {
            return s;
        }
        int end = Graphemes.floor(s, 0, s.offsetByCodePoints(0, Math.max(0, codePoints)));
        while (end > 0 && Chars.isSpace(s.charAt(end - 1))) {
            end--;
        }
        return s.substring(0, end);
    }
}
