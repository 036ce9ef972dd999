package io.github.cameljirasync.cli;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** References of a YAML file that lead nowhere. Those with a placeholder or an expression in them are not followed. */
final class YamlReferences {

    private static final Set<String> ENDPOINTS = Set.of("from", "to", "wireTap", "poll", "deadLetterUri");
    private static final Set<String> BEANS = Set.of("idempotentRepository", "aggregationStrategy", "aggregationRepository",
            "executorService");
    private static final Pattern BEAN = Pattern.compile("#bean:([\\w.-]+)");
    private static final Set<String> OF_KAMELET = Set.of("source", "sink");

    private final BundleNames names;
    private final BiConsumer<Mark, String> report;

    YamlReferences(BundleNames names, BiConsumer<Mark, String> report) {
        this.names = names;
        this.report = report;
    }

    void check(Node root) {
        Set<String> local = YamlTree.names(YamlTree.get(root, "spec", "template", "beans").orElse(null));
        YamlTree.walk(root, place -> {
            if (place.key() != null && ENDPOINTS.contains(place.name()) && !"parameters".equals(place.owner())) {
                Endpoint endpoint = Endpoint.of(place.value());
                if (endpoint != null) {
                    endpoint(endpoint, "from".equals(place.name()));
                }
            }
            bean(place, local);
            if ("routeConfigurationId".equals(place.name())) {
                configuration(place.value());
            }
        });
    }

    /** Camel leaves a route whose configuration it does not find without any error handling. */
    private void configuration(Node value) {
        String id = YamlTree.text(value);
        if (id != null && id.matches("[\\w.-]+") && !names.configurations().contains(id)) {
            report(value, "there is no routeConfiguration '" + id + "'" + Nearest.hint(id, names.configurations()));
        }
    }

    private void endpoint(Endpoint endpoint, boolean from) {
        switch (endpoint.scheme()) {
            case "kamelet" -> kamelet(endpoint);
            case "direct" -> {
                String name = endpoint.name("name");
                if (!from && !name.isEmpty() && !name.contains("${") && !names.hasDirect(name)) {
                    report(endpoint.node(), "no route begins at direct:" + name + Nearest.hint(name, names.directs()));
                }
            }
            default -> {
                if (!names.hasComponent(endpoint.scheme())) {
                    report(endpoint.node(), "Camel has no component '" + endpoint.scheme() + "' here");
                }
            }
        }
    }

    private void kamelet(Endpoint endpoint) {
        String name = endpoint.name("templateId").split("/", 2)[0];
        if (name.isEmpty() || name.contains("{{") || name.contains("${") || OF_KAMELET.contains(name)) {
            return;
        }
        MappingNode definition = names.kamelet(name).orElse(null);
        if (definition == null) {
            report(endpoint.node(), "there is no Kamelet '" + name + "'" + Nearest.hint(name, names.kamelets()));
            return;
        }
        Set<String> parameters = YamlTree.keys(YamlTree.get(definition, "properties").orElse(null));
        Set<String> options = names.options("kamelet");
        endpoint.parameters().forEach((given, node) -> {
            if (!parameters.contains(given) && !options.contains(given)) {
                report(node, "the Kamelet " + name + " has no parameter '" + given + "'"
                        + Nearest.hint(given, parameters));
            }
        });
        if (YamlTree.get(definition, "required").orElse(null) instanceof SequenceNode required) {
            required.getValue().stream().map(YamlTree::text)
                    .filter(needed -> !endpoint.parameters().containsKey(needed)
                            && YamlTree.get(definition, "properties", needed, "default").isEmpty())
                    .forEach(needed -> report(endpoint.node(),
                            "the Kamelet " + name + " needs the parameter '" + needed + "'"));
        }
    }

    private void bean(YamlTree.Place place, Set<String> local) {
        String value = YamlTree.text(place.value());
        if (value == null || "parameters".equals(place.owner())) {
            return;
        }
        Matcher bean = BEAN.matcher(value);
        boolean isName = place.key() != null && (BEANS.contains(place.name()) || place.name().endsWith("Ref")
                || "ref".equals(place.name()) && Set.of("bean", "method").contains(String.valueOf(place.owner())));
        String name = bean.matches() ? bean.group(1) : isName && value.matches("[\\w.-]+") ? value : null;
        if (name != null && !local.contains(name) && !names.hasBean(name)) {
            report(place.value(), "there is no bean '" + name + "'" + Nearest.hint(name, names.beans()));
        }
    }

    private void report(Node node, String message) {
        report.accept(node.getStartMark().orElse(null), message);
    }
}
