package io.github.cameljirasync.cli;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns what the YAML parser and Camel's deserialisers say into one sentence for a person. */
final class YamlWording {

    private static final Pattern UNKNOWN_FIELD = Pattern.compile("Unsupported field: (.*)");
    private static final Pattern UNKNOWN_NODE = Pattern.compile("Unknown node id: (.*)");
    private static final Pattern UNKNOWN_LANGUAGE = Pattern.compile("Unknown expression with id: (.*)");
    private static final Pattern TOO_MANY_KEYS = Pattern.compile("Node should have only .* keys: \\[(.*?)].*");
    private static final Pattern WRONG_TYPE = Pattern.compile("Node type (\\S+) is invalid, expected (\\S+)");
    private static final Pattern NOT_A_STEP = Pattern.compile("Unable to find constructor for node");

    private YamlWording() {
    }

    static String syntax(MarkedYamlEngineException e) {
        String doing = e.getContext() == null || e.getContext().isBlank() ? "" : e.getContext();
        String begun = e.getContextMark().map(mark -> " that starts in line " + (mark.getLine() + 1)).orElse("");
        return "not YAML: " + (doing.isEmpty() ? "" : doing + begun + ", ") + e.getProblem();
    }

    /** The name that a mapping must not hold; the exception marks either the mapping or the value of that name. */
    static Optional<String> unknownKey(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        return said(problem, UNKNOWN_FIELD, m -> m.group(1)).or(() -> said(problem, UNKNOWN_LANGUAGE, m -> m.group(1)));
    }

    static String structure(MarkedYamlEngineException e, Optional<YamlTree.Place> place) {
        String problem = String.valueOf(e.getProblem()).lines().findFirst().orElse("").trim();
        String owner = place.map(YamlTree.Place::owner).orElse("the file");
        String name = place.map(YamlTree.Place::name).orElse("this");
        return said(problem, UNKNOWN_FIELD, m -> owner + " has no option '" + m.group(1) + "'")
                .or(() -> said(problem, UNKNOWN_NODE, m -> "Camel knows nothing called '" + m.group(1) + "' here"))
                .or(() -> said(problem, UNKNOWN_LANGUAGE,
                        m -> "there is no expression language called '" + m.group(1) + "'"))
                .or(() -> said(problem, TOO_MANY_KEYS, m -> "one key is expected here, not " + m.group(1)
                        .replace(",", " and ") + ", which is often a slip of indentation"))
                .or(() -> said(problem, WRONG_TYPE,
                        m -> name + " must be " + kind(m.group(2)) + ", not " + kind(m.group(1))))
                .or(() -> said(problem, NOT_A_STEP,
                        m -> "a mapping with one key, the name of an entry or of a step, is expected here"))
                .orElse(name + ": " + problem);
    }

    static String firstLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("").replace("must be set must be specified", "must be set");
    }

    private static Optional<String> said(String problem, Pattern pattern, Function<MatchResult, String> sentence) {
        Matcher matcher = pattern.matcher(problem);
        return matcher.matches() ? Optional.of(sentence.apply(matcher)) : Optional.empty();
    }

    private static String kind(String nodeType) {
        return switch (nodeType) {
            case "array" -> "a list";
            case "map" -> "a mapping";
            default -> "a single value";
        };
    }
}
