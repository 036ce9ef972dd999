package io.github.cameljirasync.cli;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reading and pruning of a composed YAML document. */
final class YamlTree {

    private YamlTree() {
    }

    /**
     * A value and how it is reached.
     *
     * @param owner the key that the surrounding mapping or list is the value of, null at the top
     * @param key   the value's own key node, null for an item of a list
     */
    record Place(String owner, Node key, Node value) {

        /** Where a reader looks: at the key if there is one. */
        Mark mark() {
            return (key == null ? value : key).getStartMark().orElse(null);
        }

        String name() {
            return key == null ? owner : text(key);
        }

        Optional<Place> child(String name) {
            return value instanceof MappingNode mapping
                    ? mapping.getValue().stream().filter(tuple -> name.equals(text(tuple.getKeyNode()))).findFirst()
                            .map(tuple -> new Place(name(), tuple.getKeyNode(), tuple.getValueNode()))
                    : Optional.empty();
        }
    }

    static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    static Optional<Node> get(Node node, String... path) {
        Node at = node;
        for (String key : path) {
            if (!(at instanceof MappingNode mapping)) {
                return Optional.empty();
            }
            at = mapping.getValue().stream()
                    .filter(tuple -> key.equals(text(tuple.getKeyNode())))
                    .map(NodeTuple::getValueNode)
                    .findFirst().orElse(null);
        }
        return Optional.ofNullable(at);
    }

    /** The keys of a mapping; none for anything else, or null. */
    static Set<String> keys(Node node) {
        Set<String> keys = new HashSet<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> keys.add(text(tuple.getKeyNode())));
        }
        return keys;
    }

    /** What each item of a list calls its name; none for anything else, or null. */
    static Set<String> names(Node node) {
        Set<String> names = new HashSet<>();
        if (node instanceof SequenceNode items) {
            items.getValue().forEach(item -> get(item, "name").map(YamlTree::text).ifPresent(names::add));
        }
        return names;
    }

    /** Every value below the root, parents first. */
    static void walk(Node root, Consumer<Place> visitor) {
        walk(root, null, visitor, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static void walk(Node node, String owner, Consumer<Place> visitor, Set<Node> visited) {
        // an anchor may be used twice, or within itself
        if (!visited.add(node)) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : List.copyOf(mapping.getValue())) {
                visitor.accept(new Place(owner, tuple.getKeyNode(), tuple.getValueNode()));
                walk(tuple.getValueNode(), text(tuple.getKeyNode()), visitor, visited);
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : List.copyOf(sequence.getValue())) {
                visitor.accept(new Place(owner, null, item));
                walk(item, owner, visitor, visited);
            }
        }
    }

    /** The value that starts where an exception says it does. */
    static Optional<Place> at(Node root, Mark mark) {
        Place[] found = new Place[1];
        walk(root, place -> {
            boolean starts = place.value().getStartMark().map(m -> m.getIndex() == mark.getIndex()).orElse(false);
            if (starts && found[0] == null) {
                found[0] = place;
            }
        });
        return Optional.ofNullable(found[0]);
    }

    /** Takes a value out, and every mapping or list that is empty without it. */
    static boolean prune(Node node, Node value) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().removeIf(t -> t.getValueNode() == value || prune(t.getValueNode(), value));
            return mapping.getValue().isEmpty();
        }
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            sequence.getValue().removeIf(item -> item == value || prune(item, value));
            return sequence.getValue().isEmpty();
        }
        return false;
    }
}
