package io.github.cameljirasync.bundle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value of a YAML file together with its key; the key is null for an item of a list and at the top. */
record Yaml(Node keyNode, Node node) {

    static Yaml of(Node root) {
        return new Yaml(null, root);
    }

    String key() {
        return keyNode instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    boolean isBlock() {
        return node instanceof CollectionNode<?> collection
                && collection.getFlowStyle() == FlowStyle.BLOCK;
    }

    List<Yaml> items() {
        return node instanceof SequenceNode sequence ? sequence.getValue().stream().map(Yaml::of).toList() : List.of();
    }

    List<Yaml> entries() {
        return node instanceof MappingNode mapping ? mapping.getValue().stream().map(Yaml::entry).toList() : List.of();
    }

    List<Yaml> children() {
        return isList() ? items() : entries();
    }

    Optional<Yaml> get(String... path) {
        Optional<Yaml> at = Optional.of(this);
        for (String key : path) {
            at = at.flatMap(yaml -> yaml.entries().stream().filter(entry -> key.equals(entry.key())).findFirst());
        }
        return at;
    }

    String text(String... path) {
        return get(path).map(Yaml::text).orElse("");
    }

    boolean has(String key) {
        return get(key).isPresent();
    }

    /** This value and all below it, parents first. */
    Stream<Yaml> all() {
        return Stream.concat(Stream.of(this), children().stream().flatMap(Yaml::all));
    }

    int line() {
        return mark(keyNode == null ? node : keyNode).getLine() + 1;
    }

    /** Where the value itself starts, counted from 0. */
    int valueColumn() {
        return mark(node).getColumn();
    }

    int keyColumn() {
        return mark(keyNode).getColumn();
    }

    private static Yaml entry(NodeTuple tuple) {
        return new Yaml(tuple.getKeyNode(), tuple.getValueNode());
    }

    private static Mark mark(Node node) {
        return node.getStartMark().orElseThrow();
    }
}
