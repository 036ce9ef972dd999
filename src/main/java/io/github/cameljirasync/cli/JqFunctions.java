package io.github.cameljirasync.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import net.thisptr.jackson.jq.BuiltinFunction;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import org.apache.camel.CamelContext;
import org.apache.camel.language.jq.JqLanguage;

/** The functions that a jq query can call: those of jq, of Camel, and the beans that are one. */
final class JqFunctions {

    private final Scope scope;
    private final Set<String> signatures = new TreeSet<>();

    /**
     * @param context whose jq language is asked
     * @param beans   the types of beans that need not be in its registry, by their names
     */
    JqFunctions(CamelContext context, Map<String, Class<?>> beans) {
        this.scope = ((JqLanguage) context.resolveLanguage("jq")).getRootScope();
        signatures.addAll(scope.getLocalFunctions().keySet());
        context.getRegistry().findByTypeWithName(Function.class).forEach((name, bean) -> add(name, bean.getClass()));
        beans.forEach((name, type) -> {
            if (Function.class.isAssignableFrom(type)) {
                add(name, type);
            }
        });
    }

    /** A bean takes as many arguments as its annotation says, or any number without one. */
    private void add(String name, Class<?> type) {
        BuiltinFunction takes = type.getAnnotation(BuiltinFunction.class);
        signatures.remove(name);
        if (takes == null) {
            signatures.add(name);
        } else {
            Arrays.stream(takes.value()).map(signature -> signature.replaceFirst("^.*/", name + '/'))
                    .forEach(signatures::add);
        }
    }

    /** Why a name can't be used, in one sentence; empty when it can. */
    Optional<String> problem(JqNames.Use use) {
        if (use.isVariable()) {
            return scope.getValueWithPath(use.name().substring(1)) != null ? Optional.empty()
                    : Optional.of("the jq variable " + use.name() + " is not defined; exchange variables are read with"
                            + " variable(\"" + use.name().substring(1) + "\")");
        }
        if (signatures.contains(use.name()) || signatures.contains(use.name() + '/' + use.arguments())) {
            return Optional.empty();
        }
        String others = signatures.stream().filter(known -> known.startsWith(use.name() + '/'))
                .map(known -> known.substring(known.indexOf('/') + 1)).collect(Collectors.joining(" or "));
        if (!others.isEmpty()) {
            return Optional.of("the jq function %s takes %s, not %d".formatted(use.name(), counted(others),
                    use.arguments()));
        }
        return Optional.of("there is no jq function '" + use.name() + "'"
                + Nearest.hint(use.name(), signatures.stream().map(known -> known.split("/")[0]).toList()));
    }

    private static String counted(String numbers) {
        return numbers.equals("0") ? "no argument" : numbers + (numbers.equals("1") ? " argument" : " arguments");
    }
}
