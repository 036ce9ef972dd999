package io.github.cameljirasync.bundle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a Kamelet's template keeps to what its definition says. */
final class KameletTemplateRules {

    static final Set<String> ENDS = Set.of("kamelet:source", "kamelet:sink");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([^}:]+)(:[^}]*)?}}");

    private KameletTemplateRules() {
    }

    static List<Finding> parameters(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile kamelet : bundle.kamelets()) {
            Set<String> declared = kamelet.properties().stream().map(Yaml::key).collect(Collectors.toSet());
            Set<String> beans = kamelet.beans().stream().map(bean -> bean.text("name")).collect(Collectors.toSet());
            Set<String> used = new HashSet<>();
            kamelet.template().all().filter(Yaml::isScalar).forEach(value -> {
                Matcher placeholder = PLACEHOLDER.matcher(value.text());
                while (placeholder.find()) {
                    String name = placeholder.group(1).trim();
                    used.add(name);
                    if (!declared.contains(name) && !beans.contains(name)) {
                        findings.add(kamelet.finding(value, name, "the parameter is used but not declared; a Kamelet "
                                + "takes a setting of the application through a parameter"));
                    }
                }
            });
            kamelet.properties().stream().filter(property -> !used.contains(property.key())).forEach(
                    property -> findings.add(kamelet.finding(property, property.key(),
                            "the parameter is declared but never used")));
        }
        return findings;
    }

    static List<Finding> dependencies(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        Components components = new Components();
        for (BundleFile kamelet : bundle.kamelets()) {
            Set<String> listed = new HashSet<>();
            for (Yaml dependency : kamelet.root().get("spec", "dependencies").map(Yaml::items).orElse(List.of())) {
                listed.add(dependency.text());
                if (!String.valueOf(dependency.text()).matches("(camel|mvn):.+")) {
                    findings.add(kamelet.finding(dependency, dependency.text(),
                            "a dependency starts with camel: or mvn:"));
                }
            }
            needed(kamelet, components).forEach((dependency, at) -> {
                if (!listed.contains(dependency)) {
                    findings.add(kamelet.finding(at, kamelet.baseName(), "the dependencies lack " + dependency));
                }
            });
        }
        return findings;
    }

    private static Map<String, Yaml> needed(BundleFile kamelet, Components components) {
        Map<String, Yaml> needed = new TreeMap<>();
        kamelet.endpoints().forEach(endpoint -> components.componentDependency(endpoint.uri().split("[:?]", 2)[0])
                .ifPresent(dependency -> needed.putIfAbsent(dependency, endpoint.body())));
        kamelet.eips().stream().filter(eip -> "bean".equals(eip.kind()))
                .forEach(eip -> needed.putIfAbsent("camel:bean", eip.body()));
        kamelet.eips().stream().filter(eip -> Set.of("marshal", "unmarshal").contains(eip.kind())
                && eip.body().has("json")).forEach(eip -> needed.putIfAbsent("camel:jackson", eip.body()));
        kamelet.template().all().filter(value -> "expression".equals(value.key())).flatMap(e -> e.entries().stream())
                .forEach(language -> components.languageDependency(language.key())
                        .ifPresent(dependency -> needed.putIfAbsent(dependency, language)));
        return needed;
    }

    static List<Finding> ends(Bundle bundle) {
        List<Finding> findings = new ArrayList<>();
        for (BundleFile kamelet : bundle.kamelets()) {
            Yaml from = kamelet.template().get("from").orElse(kamelet.template());
            boolean source = "source".equals(KameletContractRules.type(kamelet));
            if (!source && !"kamelet:source".equals(from.text("uri"))) {
                findings.add(kamelet.finding(from, "from", "a sink or an action starts from kamelet:source"));
            }
            if (source && "kamelet:source".equals(from.text("uri"))) {
                findings.add(kamelet.finding(from, "from", "a source does not start from kamelet:source"));
            }
            List<Yaml> lasts = kamelet.template().all().filter(value -> "steps".equals(value.key()))
                    .flatMap(steps -> steps.items().stream().skip(Math.max(0, steps.items().size() - 1L))).toList();
            if (source && lasts.stream().noneMatch(last -> "kamelet:sink".equals(last.text("to", "uri")))) {
                findings.add(kamelet.finding(from, "from", "the steps of a source end in to kamelet:sink"));
            }
        }
        return findings;
    }
}
