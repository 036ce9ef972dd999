package io.github.cameljirasync.port;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields of an issue an expression can read. Follows the record and its {@code fields} through the tree; where
 * one of them goes somewhere that can read any of its members, every field is needed.
 */
final class JqFields {

    private static final Set<String> DESCRIBE_FIELDS = Set.of("renderedFields", "names", "schema", "editmeta",
            "versionedRepresentations", "fieldsToInclude");
    private static final Set<String> TAKE_NOTHING = Set.of("empty", "now", "infinite", "nan");
    private static final Set<String> HAND_ON = Set.of("first", "last", "isempty", "range");

    private enum Value { RECORD, FIELDS, OTHER }

    private final Set<String> fields = new LinkedHashSet<>();

    private JqFields() {
    }

    /**
     * @return ids of the fields in the order of the expression; null when it may read any field
     */
    static Set<String> of(JqNode tree) {
        JqFields reads = new JqFields();
        try {
            return reads.value(tree, Value.RECORD) == Value.OTHER ? reads.fields : null;
        } catch (AnyFieldException e) {
            return null;
        }
    }

    /** Where the tree leads to what this class does not follow. */
    private static final class AnyFieldException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AnyFieldException() {
            super(null, null, false, false);
        }
    }

    /** What a node gives when it gets {@code in}. */
    private Value value(JqNode node, Value in) {
        if (in == Value.OTHER) {
            return Value.OTHER;
        }
        return switch (node.type()) {
            case "ThisObject" -> in;
            case "TopLevelExpression" -> value(node.child("expr"), in);
            case "IdentifierFieldAccess" -> member(value(node.child("target"), in), node.text("field"));
            case "StringFieldAccess" -> member(value(node.child("target"), in), literal(node.child("field")));
            case "BracketFieldAccess" -> bracket(node, in);
            case "BracketExtractFieldAccess" -> other(node.child("target"), in);
            case "PipedQuery" -> piped(node, in);
            case "FunctionCall" -> call(node, in);
            case "Conditional" -> conditional(node, in);
            case "AlternativeOperatorExpression" -> either(value(node.child("lhs"), in), value(node.child("rhs"), in));
            case "Question", "TryCatch" -> value(node.child("tryExpr"), in);
            case "Tuple" -> node.children("qs").stream().map(item -> value(item, in)).reduce(JqFields::either).orElseThrow();
            case "BooleanAndExpression", "BooleanOrExpression" -> tested(node, in);
            case "PlusExpression", "MinusExpression", "MultiplyExpression", "DivideExpression", "ModuloExpression",
                    "CompareEqualTest", "CompareNotEqualTest", "CompareLessTest", "CompareLessEqualTest",
                    "CompareGreaterTest", "CompareGreaterEqualTest" -> others(in, node.child("lhs"), node.child("rhs"));
            case "NegativeExpression" -> other(node.child("value"), in);
            case "ArrayConstruction" -> node.child("q") == null ? Value.OTHER : other(node.child("q"), in);
            case "ObjectConstruction" -> {
                node.children("fields").forEach(field -> construction(field, in));
                yield Value.OTHER;
            }
            case "ReduceExpression", "ForeachExpression" -> others(in, node.child("iterExpr"), node.child("initExpr"));
            case "StringInterpolation" -> {
                node.children("interpolations").forEach(part -> other(part.child("_2"), in));
                yield Value.OTHER;
            }
            case "StringLiteral", "LongLiteral", "DoubleLiteral", "BooleanLiteral", "NullLiteral", "VariableAccess" ->
                    Value.OTHER;
            default -> throw new AnyFieldException();
        };
    }

    private Value member(Value of, String name) {
        if (of == Value.OTHER) {
            return Value.OTHER;
        }
        if (name == null || of == Value.RECORD && DESCRIBE_FIELDS.contains(name)) {
            throw new AnyFieldException();
        }
        if (of == Value.RECORD) {
            return "fields".equals(name) ? Value.FIELDS : Value.OTHER;
        }
        fields.add(name);
        return Value.OTHER;
    }

    private static String literal(JqNode node) {
        return node != null && node.is("StringLiteral") ? node.text("value")
                : node != null && node.is("StringInterpolation") && node.children("interpolations").isEmpty()
                ? node.text("template") : null;
    }

    private Value bracket(JqNode node, Value in) {
        Value target = value(node.child("target"), in);
        if (Boolean.TRUE.equals(node.parts().get("isRange"))) {
            return target == Value.OTHER ? others(in, node.child("startExpr"), node.child("endExpr")) : anyField();
        }
        return target == Value.OTHER ? other(node.child("startExpr"), in)
                : member(target, literal(node.child("startExpr")));
    }

    private Value piped(JqNode node, Value in) {
        Value at = in;
        for (JqNode component : node.children("components")) {
            if (component.is("TransformPipeComponent")) {
                at = value(component.child("expr"), at);
            } else if (component.is("AssignPipeComponent")) {
                other(component.child("expr"), at);
            }
        }
        return at;
    }

    private Value call(JqNode node, Value in) {
        String name = node.text("name");
        List<JqNode> args = node.children("args");
        if ("select".equals(name) && args.size() == 1) {
            value(args.get(0), in);
            return in;
        }
        if (("any".equals(name) || "all".equals(name)) && args.size() == 2) {
            return other(args.get(0), in);
        }
        if (args.isEmpty() ? TAKE_NOTHING.contains(name) : HAND_ON.contains(name)) {
            return others(in, args.toArray(new JqNode[0]));
        }
        return anyField();
    }

    private Value conditional(JqNode node, Value in) {
        Value result = node.child("otherwise") == null ? in : value(node.child("otherwise"), in);
        for (JqNode branch : node.children("switches")) {
            value(branch.child("_1"), in);
            result = either(result, value(branch.child("_2"), in));
        }
        return result;
    }

    private Value tested(JqNode node, Value in) {
        value(node.child("lhs"), in);
        value(node.child("rhs"), in);
        return Value.OTHER;
    }

    private void construction(JqNode field, Value in) {
        switch (field.type()) {
            case "IdentifierKeyFieldConstruction" -> {
                if (field.child("value") == null) {
                    onlyOther(member(in, field.text("key")));
                } else {
                    other(field.child("value"), in);
                }
            }
            case "StringKeyFieldConstruction", "JsonQueryKeyFieldConstruction" -> {
                if (field.child("value") == null) {
                    anyField();
                }
                others(in, field.child("key"), field.child("value"));
            }
            case "VariableKeyFieldConstruction" -> {
            }
            default -> anyField();
        }
    }

    private Value others(Value in, JqNode... nodes) {
        for (JqNode node : nodes) {
            if (node != null) {
                other(node, in);
            }
        }
        return Value.OTHER;
    }

    private Value other(JqNode node, Value in) {
        return onlyOther(value(node, in));
    }

    private static Value onlyOther(Value value) {
        return value == Value.OTHER ? value : anyField();
    }

    /** What either of two ways gives; what else it may be reads nothing of the record. */
    private static Value either(Value one, Value other) {
        return one == Value.OTHER ? other : other == Value.OTHER || one == other ? one : anyField();
    }

    private static Value anyField() {
        throw new AnyFieldException();
    }
}
