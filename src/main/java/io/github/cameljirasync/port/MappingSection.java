package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML file, read key by key; what is wrong goes into the report. */
final class MappingSection {

    private static final Pattern SHARE = Pattern.compile("0|1|1\\.0*|0?\\.\\d+");
    private static final Set<String> FLAGS = Set.of("true", "false");

    private final Node node;
    private final String path;
    private final MappingReport report;
    private final Map<String, Node> members = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    /** @param path path of the keys to this section, empty at the top */
    MappingSection(Node node, String path, MappingReport report) {
        this.node = node;
        this.path = path;
        this.report = report;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::member);
        } else {
            report.wrong(node, (path.isEmpty() ? "the file" : path) + " must be a mapping of keys, not " + kind(node));
        }
    }

    private void member(NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if ("<<".equals(key)) {
            report.wrong(tuple.getKeyNode(), at("<<") + " is a merge key, which is not read; write the keys out");
        } else if (members.put(key, tuple.getValueNode()) != null) {
            report.wrong(tuple.getKeyNode(), at(key) + " is given twice");
        }
    }

    String at(String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    String path() {
        return path;
    }

    Map<String, Node> members() {
        return members;
    }

    /** The value of a key, empty when it is absent or null. */
    Optional<Node> get(String key) {
        read.add(key);
        return Optional.ofNullable(members.get(key)).filter(value -> !isNull(value));
    }

    Optional<Node> require(String key, String advice) {
        Optional<Node> value = get(key);
        if (value.isEmpty() && node instanceof MappingNode) {
            report.wrong(node, at(key) + " is missing; " + advice);
        }
        return value;
    }

    Optional<MappingSection> section(String key, String advice) {
        return require(key, advice).map(value -> new MappingSection(value, at(key), report));
    }

    List<Node> list(String key, String advice) {
        Node value = require(key, advice).orElse(null);
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (value != null) {
            report.wrong(value, at(key) + " must be a list, not " + kind(value));
        }
        return new ArrayList<>();
    }

    Optional<String> text(String key) {
        Node value = get(key).orElse(null);
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        if (value != null) {
            report.wrong(value, at(key) + " must be a text, not " + kind(value));
        }
        return Optional.empty();
    }

    boolean flag(String key, boolean byDefault) {
        Node value = get(key).orElse(null);
        if (value == null) {
            return byDefault;
        }
        String text = value instanceof ScalarNode scalar ? scalar.getValue().toLowerCase(java.util.Locale.ROOT) : "";
        if (!FLAGS.contains(text)) {
            report.wrong(value, at(key) + " must be true or false");
        }
        return "true".equals(text);
    }

    /** A share of one. */
    double share(String key, double byDefault) {
        Node value = get(key).orElse(null);
        if (value == null) {
            return byDefault;
        }
        if (value instanceof ScalarNode scalar && SHARE.matcher(scalar.getValue()).matches()) {
            return Double.parseDouble(scalar.getValue());
        }
        report.wrong(value, at(key) + " must be a number from 0 to 1, for example 0.9");
        return byDefault;
    }

    /** Tells of keys that nobody has asked for. */
    void warnOfTheRest(String owner) {
        members.forEach((key, value) -> {
            if (!read.contains(key)) {
                report.note(value, at(key) + " is no key of " + owner + " that is known here, and does nothing");
            }
        });
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && Tag.NULL.equals(scalar.getTag());
    }

    static String kind(Node node) {
        return node instanceof MappingNode ? "a mapping" : node instanceof SequenceNode ? "a list" : "a single value";
    }
}
