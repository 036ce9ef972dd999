package io.github.cameljirasync.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What must be there and what must not be there twice; Camel's deserialisers let both pass. */
final class YamlShape {

    private static final Set<String> KAMELET = Set.of("apiVersion", "kind", "metadata", "spec");
    private static final Set<String> SPEC = Set.of(
            "definition", "dependencies", "template", "types", "dataTypes", "sources", "versions");
    private static final Set<String> ENDPOINTS = Set.of("from", "to", "toD", "wireTap", "poll");

    private final BiConsumer<Mark, String> report;

    YamlShape(BiConsumer<Mark, String> report) {
        this.report = report;
    }

    void check(Node root, String file) {
        if (file.endsWith(".kamelet.yaml")) {
            kamelet(root, Path.of(file).getFileName().toString().replace(".kamelet.yaml", ""));
        } else if (root instanceof SequenceNode entries) {
            entries.getValue().forEach(this::entry);
        } else {
            report(root, "a route file is a list of entries such as '- route:'");
        }
        uniqueKeys(root);
        YamlTree.walk(root, place -> {
            uniqueKeys(place.value());
            if (place.key() != null && ENDPOINTS.contains(place.name()) && place.value() instanceof MappingNode
                    && !"parameters".equals(place.owner())) {
                require(place.value(), place.key(), place.name(), "uri");
            }
        });
    }

    private void entry(Node entry) {
        YamlTree.get(entry, "route").ifPresent(
                route -> require(route, entry, "route", "from").ifPresent(
                        from -> require(from, key(route, "from"), "from", "steps")));
    }

    private void kamelet(Node root, String name) {
        if (!(root instanceof MappingNode)) {
            report(root, "a Kamelet is a mapping with apiVersion, kind, metadata and spec");
            return;
        }
        known(root, "a Kamelet", KAMELET);
        require(root, root, "the Kamelet", "apiVersion");
        require(root, root, "the Kamelet", "kind").filter(kind -> !"Kamelet".equals(YamlTree.text(kind)))
                .ifPresent(kind -> report(kind, "kind must be Kamelet"));
        require(root, root, "the Kamelet", "metadata").flatMap(meta -> require(meta, meta, "metadata", "name"))
                .filter(named -> !name.equals(YamlTree.text(named)))
                .ifPresent(named -> report(named, "metadata.name '" + YamlTree.text(named)
                        + "' must be the file's name '" + name + "', by which Camel looks it up"));
        require(root, root, "the Kamelet", "spec").ifPresent(spec -> {
            known(spec, "spec", SPEC);
            require(spec, spec, "spec", "definition");
            require(spec, spec, "spec", "template").ifPresent(
                    template -> require(template, template, "template", "from").ifPresent(
                            from -> require(from, key(template, "from"), "from", "steps")));
        });
    }

    private Optional<Node> require(Node node, Node shown, String name, String key) {
        Optional<Node> value = YamlTree.get(node, key);
        if (value.isEmpty() && node instanceof MappingNode) {
            report(shown, name + " has no " + key);
        }
        return value;
    }

    private static Node key(Node node, String name) {
        return ((MappingNode) node).getValue().stream().map(NodeTuple::getKeyNode)
                .filter(key -> name.equals(YamlTree.text(key))).findFirst().orElse(node);
    }

    private void known(Node node, String name, Set<String> keys) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (!keys.contains(YamlTree.text(tuple.getKeyNode()))) {
                    report(tuple.getKeyNode(), name + " has no key '" + YamlTree.text(tuple.getKeyNode()) + "'");
                }
            }
        }
    }

    private void uniqueKeys(Node node) {
        if (node instanceof MappingNode mapping) {
            Set<String> seen = new HashSet<>();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!seen.add(YamlTree.text(tuple.getKeyNode()))) {
                    report(tuple.getKeyNode(), "'" + YamlTree.text(tuple.getKeyNode()) + "' is given twice");
                }
            }
        }
    }

    private void report(Node node, String message) {
        report.accept(node.getStartMark().orElse(null), message);
    }
}
