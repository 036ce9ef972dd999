package io.github.cameljirasync.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The canonical form: what the visual editor writes, so that a save there changes nothing. */
final class FormRules {

    private static final Set<String> ENTRIES =
            Set.of("route", "routeConfiguration", "beans", "dataFormats", "rest", "restConfiguration");
    private static final Pattern PLAIN_URI = Pattern.compile("[a-z][a-z0-9-]*|kamelet:[a-z][a-z0-9-]*");
    private static final Set<String> LANGUAGES = Set.of("constant", "csimple", "datasonnet", "exchangeProperty", "groovy",
            "header", "java", "joor", "jq", "js", "jsonpath", "mvel", "ognl", "python", "simple", "spel", "tokenize",
            "variable", "wasm", "xpath", "xquery", "xtokenize");
    /** Camel's model has no further level here, so the language stands directly below. */
    private static final Set<String> LANGUAGE_HOLDERS = Set.of("expression", "handled", "continued", "retryWhile",
            "correlationExpression", "completionPredicate", "completionSizeExpression", "completionTimeoutExpression");
    private static final Set<String> OPAQUE = Set.of("parameters", "beans");

    private FormRules() {
    }

    static List<Finding> topLevelEntries(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile file : bundle.routes()) {
            for (Yaml item : file.root().items()) {
                for (Yaml entry : item.entries()) {
                    if (!ENTRIES.contains(entry.key())) {
                        findings.add(file.finding(entry, entry.key(), "a file is made of " + String.join(", ",
                                ENTRIES.stream().sorted().toList()) + "; write from as a route with an id, and error "
                                + "handling as a routeConfiguration"));
                    }
                }
            }
        }
        return findings;
    }

    static List<Finding> plainUris(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile file : bundle.files()) {
            for (Eip endpoint : file.endpoints()) {
                if (!PLAIN_URI.matcher(endpoint.uri()).matches()) {
                    findings.add(file.finding(endpoint.body().get("uri").orElseThrow(), endpoint.name(),
                            "uri must be the name of a component or kamelet:<name>, with all else in parameters, not "
                                    + endpoint.uri()));
                }
            }
        }
        return findings;
    }

    static List<Finding> noShorthand(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile file : bundle.files()) {
            for (Eip eip : file.eips()) {
                if (eip.body().isScalar()) {
                    findings.add(file.finding(eip.body(), eip.kind(), "write the options of " + eip.kind()
                            + " as a mapping, not as a single value"));
                } else if ("kamelet".equals(eip.kind())) {
                    findings.add(file.finding(eip.body(), eip.kind(), "write to with the uri kamelet:<name>"));
                }
            }
            file.flows().forEach(flow -> flow.entries().forEach(entry -> shorthand(file, flow, entry, findings)));
        }
        return findings;
    }

    private static void shorthand(BundleFile file, Yaml holder, Yaml value, List<Finding> findings) {
        if (OPAQUE.contains(String.valueOf(value.key()))) {
            return;
        }
        if ("steps".equals(value.key())) {
            value.items().stream().filter(Yaml::isScalar).forEach(step -> findings.add(file.finding(step, step.text(),
                    "write a step as a mapping, even if it has no options")));
        }
        if (LANGUAGES.contains(String.valueOf(value.key()))) {
            String holding = holder.key() == null ? "" : holder.key();
            if (!LANGUAGE_HOLDERS.contains(holding) || !value.isMapping()) {
                findings.add(file.finding(value, value.key(), "write the expression in full: "
                        + (LANGUAGE_HOLDERS.contains(holding) ? holding : "expression") + ": {" + value.key()
                        + ": {expression: ...}}"));
            }
            return;
        }
        value.children().forEach(child -> shorthand(file, value, child, findings));
    }
}
