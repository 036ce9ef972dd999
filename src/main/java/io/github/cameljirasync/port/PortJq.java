package io.github.cameljirasync.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;
import net.thisptr.jackson.jq.path.Path;

/**
 * jq for the expressions of Port's mapping file: the language that Camel's jq has, with the functions of jq 1.6 that
 * jackson-jq lacks, without the environment, without anything of an exchange, and with bounds. May be used by any
 * number of threads at once.
 */
public final class PortJq {

    private static final Version VERSION = Versions.JQ_1_7;
    private static final Set<String> WITHHELD = Set.of("env", "debug_scope", "input_filename", "input", "inputs", "debug");

    /** Semantics of Port: a single quote that opens or closes a word stands for a double quote. */
    private static final Pattern QUOTE = Pattern.compile("(^|\\s)'(?!\\s|\")|(?<!\\s|\")'(\\s|$)");

    private final Scope functions = Scope.newEmptyScope();
    private final ThreadLocal<JqBudget> budget = new ThreadLocal<>();

    public PortJq() {
        this(Map.of());
    }

    /** @param added functions beside those of jq, by name or by name/arguments */
    public PortJq(Map<String, Function> added) {
        BuiltinFunctionLoader.getInstance().loadFunctions(VERSION, functions);
        JqDates.functions().forEach(functions::addFunction);
        define(JqDefinitions.TEXT);
        added.forEach(functions::addFunction);
        functions.getLocalFunctions().forEach((name, function) -> functions.addFunction(name, guarded(name, function)));
    }

    /** Definitions stay in the scope that an unwrapped expression is applied to. */
    private void define(String definitions) {
        try {
            ExpressionParser.compile(definitions, VERSION).apply(functions, NullNode.getInstance(), out -> { });
        } catch (JsonQueryException e) {
            throw new IllegalStateException("the functions added to jq do not compile", e);
        }
    }

    private Function guarded(String name, Function function) {
        if (WITHHELD.contains(name.split("/")[0])) {
            return (scope, args, in, path, output, version) -> {
                throw new JsonQueryException("'" + name + "' is not available in a mapping");
            };
        }
        return new Guarded(function, budget::get);
    }

    /**
     * @param text an expression as it stands in Port's file
     * @throws JqException with the reason, when it does not compile or uses a name that is not known
     */
    Compiled compile(String text) {
        String jq = QUOTE.matcher(text).replaceAll("$1\"$2");
        if (jq.isBlank()) {
            throw new JqException("the expression is empty");
        }
        try {
            Expression expression = ExpressionParser.compile(jq, VERSION);
            JqNode tree = JqNode.of(expression);
            new JqNames(tree, this::known).unknown().ifPresent(reason -> {
                throw new JqException(reason);
            });
            return new Compiled(expression, tree);
        } catch (JsonQueryException e) {
            throw new JqException(JqFault.of(jq, e.getCause() == null ? e : e.getCause()));
        } catch (StackOverflowError e) {
            throw new JqException("the expression is nested too deeply");
        }
    }

    private boolean known(String name, int arguments) {
        return !WITHHELD.contains(name) && functions.getFunction(name, arguments) != null;
    }

    /** A compiled expression. */
    final class Compiled {

        private final Expression expression;
        private final JqNode tree;
        private final Optional<FieldPath> path;

        private Compiled(Expression expression, JqNode tree) {
            this.expression = expression;
            this.tree = tree;
            this.path = FieldPath.of(tree);
        }

        JqNode tree() {
            return tree;
        }

        /**
         * @return the first output, null where there is none; shares nothing with the record
         * @throws JqException with the reason, when the expression fails or goes out of bounds
         */
        JsonNode first(JsonNode record) {
            return first(record, BoundedJson.OF_AN_ENTITY);
        }

        /** The same for a part of a record, which may be larger than an entity. */
        JsonNode part(JsonNode record) {
            return first(record, BoundedJson.OF_A_RECORD);
        }

        private JsonNode first(JsonNode record, int largest) {
            JsonNode value = path.flatMap(fields -> fields.follow(record)).orElseGet(() -> evaluate(record));
            try {
                return BoundedJson.copy(value, largest);
            } catch (JqBudget.ExceededException e) {
                throw new JqException(e.getMessage());
            }
        }

        private JsonNode evaluate(JsonNode record) {
            JqBudget left = new JqBudget();
            FirstOutput first = new FirstOutput(left);
            budget.set(left);
            try {
                expression.apply(Scope.newChildScope(functions), record, first);
            } catch (JsonQueryException | RuntimeException | StackOverflowError e) {
                // jackson-jq lets some mistakes of an expression through, from an index out of bounds to a bad pattern;
                // what comes after the first output does not matter
                if (!first.isThere()) {
                    throw new JqException(reason(e));
                }
            } finally {
                budget.remove();
            }
            return first.value();
        }

        private static String reason(Throwable e) {
            return e instanceof StackOverflowError ? "it calls itself without end or is nested too deeply"
                    : JqFault.firstLine(e);
        }
    }

    private record Guarded(Function function, Supplier<JqBudget> budget) implements Function {

        @Override
        public void apply(Scope scope, List<Expression> args, JsonNode in, Path path, PathOutput output, Version version)
                throws JsonQueryException {
            JqBudget left = budget.get();
            left.step();
            function.apply(scope, args, in, path, (out, outPath) -> {
                left.step();
                output.emit(out, outPath);
            }, version);
        }
    }
}
