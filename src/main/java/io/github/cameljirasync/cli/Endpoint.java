package io.github.cameljirasync.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * An endpoint as it stands in a YAML file.
 *
 * @param scheme     the name of its component
 * @param path       what follows the scheme; empty when nothing does
 * @param node       where the address stands
 * @param parameters where each parameter's name stands, by the name
 */
record Endpoint(String scheme, String path, Node node, Map<String, Node> parameters, Map<String, String> values) {

    /** @return null when the node is no endpoint, or one whose component is known only when the route runs */
    static Endpoint of(Node value) {
        Node address = value instanceof MappingNode ? YamlTree.get(value, "uri").orElse(null) : value;
        String uri = YamlTree.text(address);
        if (uri == null || uri.isEmpty()) {
            return null;
        }
        String[] query = uri.split("\\?", 2);
        String[] parts = query[0].split(":", 2);
        if (!parts[0].matches("[A-Za-z][\\w.+-]*")) {
            return null;
        }
        Map<String, Node> parameters = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        if (query.length == 2) {
            for (String parameter : query[1].split("&")) {
                parameters.put(parameter.split("=", 2)[0], address);
            }
        }
        if (YamlTree.get(value, "parameters").orElse(null) instanceof MappingNode given) {
            for (NodeTuple tuple : given.getValue()) {
                parameters.put(YamlTree.text(tuple.getKeyNode()), tuple.getKeyNode());
                values.put(YamlTree.text(tuple.getKeyNode()), YamlTree.text(tuple.getValueNode()));
            }
        }
        return new Endpoint(parts[0], parts.length == 2 ? parts[1].replaceFirst("^//", "") : "", address, parameters,
                values);
    }

    /** The name that stands in the address or, in Kaoto's form, in this parameter; "" when it stands in neither. */
    String name(String parameter) {
        return path.isEmpty() ? String.valueOf(values.getOrDefault(parameter, "")) : path;
    }
}
