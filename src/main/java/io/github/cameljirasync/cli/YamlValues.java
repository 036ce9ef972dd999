package io.github.cameljirasync.cli;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Values that Camel looks at only when it builds a route: the options of an endpoint and the text of a jq query. */
final class YamlValues {

    private final CamelContext context;
    private final String text;
    private final JqFunctions functions;
    private final BiConsumer<Mark, String> report;

    /** @param functions those that a jq query can call; null when they are not known */
    YamlValues(CamelContext context, String text, JqFunctions functions, BiConsumer<Mark, String> report) {
        this.context = context;
        this.text = text;
        this.functions = functions;
        this.report = report;
    }

    void check(Node root) {
        YamlTree.walk(root, place -> {
            endpointOptions(place.value());
            if ("jq".equals(place.name()) && place.key() != null) {
                jq(place.value());
            }
        });
    }

    private void endpointOptions(Node node) {
        String uri = YamlTree.get(node, "uri").map(YamlTree::text).orElse("");
        if (uri.isEmpty() || uri.contains("{{")
                || !(YamlTree.get(node, "parameters").orElse(null) instanceof MappingNode parameters)) {
            return;
        }
        String scheme = uri.split("[:?]", 2)[0];
        EndpointUriFactory options = context.getCamelContextExtension().getEndpointUriFactory(scheme);
        // a lenient component, such as http, hands on what it does not know
        if (options == null || options.isLenientProperties()) {
            return;
        }
        Set<String> prefixes = new HashSet<>(options.multiValuePrefixes().values());
        for (NodeTuple tuple : parameters.getValue()) {
            String name = YamlTree.text(tuple.getKeyNode());
            boolean known = name == null || name.startsWith("{{") || options.propertyNames().contains(name)
                    || prefixes.stream().anyMatch(name::startsWith);
            if (!known) {
                report.accept(tuple.getKeyNode().getStartMark().orElse(null),
                        "the component " + scheme + " has no option '" + name + "'");
            }
        }
    }

    private void jq(Node node) {
        Node expression = node instanceof MappingNode ? YamlTree.get(node, "expression").orElse(null) : node;
        if (!(expression instanceof ScalarNode scalar)) {
            return;
        }
        String query = scalar.getValue();
        // files are checked on their own, and what a placeholder becomes is not known yet
        if (query.startsWith("resource:") || query.contains("{{")) {
            return;
        }
        JqSyntax.faults(query, functions).forEach(fault -> report.accept(place(scalar, fault).orElse(null), fault.reason()));
    }

    /** In a literal block every line of the query is a line of the file; otherwise the start has to do. */
    private Optional<Mark> place(ScalarNode scalar, JqSyntax.Fault fault) {
        Optional<Mark> start = scalar.getStartMark();
        if (start.isEmpty() || scalar.getScalarStyle() != ScalarStyle.LITERAL) {
            return start;
        }
        int first = start.get().getLine() + 1;
        int indent = text.lines().skip(first).filter(line -> !line.isBlank()).findFirst()
                .map(line -> line.length() - line.stripLeading().length()).orElse(0);
        return Optional.of(new Mark(start.get().getName(), 0, first + fault.line() - 1, indent + fault.column() - 1,
                new int[0], 0));
    }
}
