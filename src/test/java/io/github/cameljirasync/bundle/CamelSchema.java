package io.github.cameljirasync.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The JSON schema that Camel publishes of its YAML, by which editors check it too. */
final class CamelSchema {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Set<String> ALTERNATIVES = Set.of("oneOf", "anyOf", "not", "type");

    private final JsonSchema schema;

    CamelSchema() {
        try (InputStream text = CamelSchema.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(new ObjectMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The deepest places that do not fit; those above them do not fit only because of these. */
    List<Finding> check(BundleFile file) {
        List<ValidationMessage> messages = schema.validate(file.isKamelet() ? wrapped(file) : json(file.root()))
                .stream().filter(m -> !isPlaceholder(m.getInstanceNode())).toList();
        int deepest = messages.stream().mapToInt(m -> m.getInstanceLocation().getNameCount()).max().orElse(0);
        List<ValidationMessage> reasons = messages.stream()
                .filter(m -> m.getInstanceLocation().getNameCount() == deepest).toList();
        // a step may be a mapping or a string, so that a wrong mapping is blamed for not being a string too
        List<ValidationMessage> telling = reasons.stream().filter(m -> !ALTERNATIVES.contains(m.getType())).toList();
        return (telling.isEmpty() ? reasons : telling).stream().map(m -> finding(file, m)).toList();
    }

    /** Camel puts the value in before it looks for a number or a boolean; the schema cannot know it. */
    private static boolean isPlaceholder(JsonNode value) {
        return value != null && value.isTextual() && value.textValue().matches("\\{\\{[^}]+}}");
    }

    /** A Kamelet's template has the shape of a route template. */
    private static JsonNode wrapped(BundleFile file) {
        ObjectNode template = JSON.objectNode();
        template.put("id", file.baseName());
        file.template().entries().forEach(entry -> template.set(entry.key(), json(entry)));
        return JSON.arrayNode().add(JSON.objectNode().set("routeTemplate", template));
    }

    private static Finding finding(BundleFile file, ValidationMessage message) {
        JsonNodePath path = message.getInstanceLocation();
        Yaml at = file.isKamelet() ? file.template() : file.root();
        String node = file.baseName();
        for (int i = file.isKamelet() ? 2 : 0; i < path.getNameCount(); i++) {
            Object step = path.getElement(i);
            List<Yaml> below = at.children();
            at = step instanceof Integer index ? below.get(index) : at.get(String.valueOf(step)).orElse(at);
            node = at.key() == null ? node : at.key();
        }
        String text = message.getMessage();
        return file.finding(at, node, "the schema says" + text.substring(text.indexOf(':')));
    }

    private static JsonNode json(Yaml yaml) {
        if (yaml.isMapping()) {
            ObjectNode object = JSON.objectNode();
            yaml.entries().forEach(entry -> object.set(entry.key(), json(entry)));
            return object;
        }
        if (yaml.isList()) {
            ArrayNode array = JSON.arrayNode();
            yaml.items().forEach(item -> array.add(json(item)));
            return array;
        }
        Tag tag = ((ScalarNode) yaml.node()).getTag();
        if (Tag.INT.equals(tag)) {
            return JSON.numberNode(Long.decode(yaml.text()));
        }
        if (Tag.FLOAT.equals(tag)) {
            return JSON.numberNode(Double.parseDouble(yaml.text()));
        }
        if (Tag.BOOL.equals(tag)) {
            return JSON.booleanNode(Boolean.parseBoolean(yaml.text()));
        }
        return Tag.NULL.equals(tag) ? JSON.nullNode() : JSON.textNode(yaml.text());
    }
}
