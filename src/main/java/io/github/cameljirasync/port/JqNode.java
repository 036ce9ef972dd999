package io.github.cameljirasync.port;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Version;

/**
 * A node of a parsed jq expression. jackson-jq looks names up only when an expression runs and shows its tree to nobody,
 * so the tree is read from its fields.
 *
 * @param type  simple name of jackson-jq's class
 * @param parts what the class holds, by field name: nodes, lists, texts, literals
 */
record JqNode(String type, Map<String, Object> parts) {

    private static final String TREE = "net.thisptr.jackson.jq.internal.";

    static JqNode of(Expression root) {
        return (JqNode) convert(root);
    }

    private static Object convert(Object value) {
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(convert(item)));
            return items;
        }
        if (value == null || value instanceof Enum<?> || value instanceof Version
                || !value.getClass().getName().startsWith(TREE)) {
            return value;
        }
        Map<String, Object> parts = new LinkedHashMap<>();
        for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    parts.put(field.getName(), convert(read(field, value)));
                }
            }
        }
        return new JqNode(value.getClass().getSimpleName(), parts);
    }

    private static Object read(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("jackson-jq does not let its expressions be read", e);
        }
    }

    boolean is(String... types) {
        return List.of(types).contains(type);
    }

    /** The node in a field, null when the field is empty or holds something else. */
    JqNode child(String name) {
        return parts.get(name) instanceof JqNode node ? node : null;
    }

    /** The nodes in a list. */
    List<JqNode> children(String name) {
        return parts.get(name) instanceof List<?> list
                ? list.stream().filter(JqNode.class::isInstance).map(JqNode.class::cast).toList()
                : List.of();
    }

    /** The text in a field, null when there is none. */
    String text(String name) {
        Object value = parts.get(name);
        return value instanceof JsonNode json && json.isTextual() ? json.textValue()
                : value instanceof String text ? text : null;
    }

    /** The texts in a list. */
    List<String> texts(String name) {
        return parts.get(name) instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    /** This node and every node below it. */
    Stream<JqNode> all() {
        return Stream.concat(Stream.of(this), parts.values().stream().filter(Objects::nonNull).flatMap(JqNode::nodes));
    }

    private static Stream<JqNode> nodes(Object part) {
        if (part instanceof JqNode node) {
            return node.all();
        }
        return part instanceof List<?> list ? list.stream().filter(Objects::nonNull).flatMap(JqNode::nodes) : Stream.empty();
    }
}
