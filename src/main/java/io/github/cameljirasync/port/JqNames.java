package io.github.cameljirasync.port;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** The names that an expression uses and nobody defines; jq refuses them, jackson-jq meets them only when it runs. */
final class JqNames {

    private static final Set<String> ENVIRONMENT = Set.of("env", "ENV");
    private static final Set<String> OUTSIDE = Set.of("input", "inputs", "debug", "stderr", "input_filename",
            "input_line_number", "halt", "halt_error", "get_search_list", "debug_scope", "modulemeta");

    private final JqNode root;
    private final BiPredicate<String, Integer> builtIn;
    private final Set<String> functions = new HashSet<>();
    private final Set<String> variables = new HashSet<>();

    /** @param builtIn tells whether there is a function of this name and number of arguments */
    JqNames(JqNode root, BiPredicate<String, Integer> builtIn) {
        this.root = root;
        this.builtIn = builtIn;
        root.all().forEach(this::define);
    }

    /** Why the first unknown name is one, empty when every name is known. */
    Optional<String> unknown() {
        return root.all().map(this::unknown).flatMap(Optional::stream).findFirst();
    }

    /** Names count for the whole expression: one that is used out of its scope is found when the expression runs. */
    private void define(JqNode node) {
        switch (node.type()) {
            case "FunctionDefinition" -> {
                functions.add(node.text("fname") + '/' + node.texts("args").size());
                node.texts("args").forEach(arg -> {
                    functions.add(arg.replace("$", "") + "/0");
                    variables.add(arg.replace("$", ""));
                });
            }
            case "ValueMatcher" -> variables.add(node.text("name"));
            case "FieldMatcher" -> {
                if (Boolean.TRUE.equals(node.parts().get("dollar"))) {
                    variables.add(node.child("name").text("value"));
                }
            }
            default -> {
            }
        }
    }

    private Optional<String> unknown(JqNode node) {
        return switch (node.type()) {
            case "FunctionCall" -> call(node.text("name"), node.parts().get("args") instanceof List<?> args
                    ? args.size() : 0);
            case "FormattingFilter" -> builtIn.test('@' + node.text("name"), 0) ? Optional.empty()
                    : Optional.of("there is no format @" + node.text("name"));
            case "VariableAccess", "VariableKeyFieldConstruction" -> variable(node.text("name"));
            case "ImportStatement", "ModuleDirective" -> Optional.of("a mapping can't import modules");
            default -> Optional.empty();
        };
    }

    private Optional<String> call(String name, int arguments) {
        if (functions.contains(name + '/' + arguments)) {
            return Optional.empty();
        }
        if (ENVIRONMENT.contains(name)) {
            return Optional.of("the environment is not visible to a mapping");
        }
        if (OUTSIDE.contains(name)) {
            return Optional.of("'" + name + "' is not available in a mapping");
        }
        return builtIn.test(name, arguments) ? Optional.empty()
                : Optional.of("there is no function " + name + '/' + arguments);
    }

    private Optional<String> variable(String name) {
        if (variables.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(ENVIRONMENT.contains(name) ? "the environment is not visible to a mapping"
                : "there is no variable $" + name);
    }
}
