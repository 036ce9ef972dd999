package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameljirasync.port.RecordProblem.Effect;

/** The mapping of one record, which collects what goes wrong. */
final class RecordMapping {

    private final PortResource resource;
    private final PortOptions options;
    private final JsonNode record;
    private final List<RecordProblem> problems = new ArrayList<>();

    RecordMapping(PortResource resource, PortOptions options, JsonNode record) {
        this.resource = resource;
        this.options = options;
        this.record = record;
    }

    List<RecordProblem> problems() {
        return problems;
    }

    /** True when no entity is missing because of a problem. */
    boolean complete() {
        return problems.stream().allMatch(problem -> problem.effect() == Effect.VALUE_LEFT_OUT);
    }

    /** The record itself, or a copy for each of its items. */
    List<JsonNode> parts(JsonNode whole) {
        if (resource.items() == null) {
            return List.of(whole);
        }
        try {
            return resource.items().of(whole);
        } catch (Template.FailedException e) {
            report(e.expression(), e.getMessage(), Effect.RECORD_SKIPPED);
            return List.of();
        }
    }

    boolean selects(JsonNode part) {
        PortExpression query = resource.selector().query();
        Effect effect = resource.items() == null ? Effect.RECORD_SKIPPED : Effect.ENTITY_SKIPPED;
        try {
            JsonNode selected = query.first(part);
            if (!selected.isBoolean()) {
                report(query, "it must give true or false for every record, and gives " + BoundedJson.typeOf(selected),
                        effect);
            }
            return selected.booleanValue();
        } catch (JqException e) {
            report(query, e.getMessage(), effect);
            return false;
        }
    }

    Optional<PortEntity> entity(JsonNode part) {
        EntityTemplate template = resource.template();
        Optional<JsonNode> identifier = identity(template.identifier(), "identifier", part).flatMap(this::identifier);
        Optional<JsonNode> blueprint = identity(template.blueprint(), "blueprint", part).flatMap(this::blueprint);
        if (identifier.isEmpty() || blueprint.isEmpty()) {
            return Optional.empty();
        }
        int before = problems.size();
        Map<String, JsonNode> values = new LinkedHashMap<>();
        template.values().forEach((name, value) -> fill(value, part).ifPresent(filled -> values.put(name, filled)));
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        template.properties().forEach((name, value) ->
                fill(value, part).ifPresent(filled -> properties.set(name, filled)));
        ObjectNode relations = JsonNodeFactory.instance.objectNode();
        template.relations().forEach((name, value) ->
                fill(value, part).ifPresent(filled -> relations.set(name, target(filled))));
        // without merging, Port would drop what is left out
        return !options.enableMergeEntity() && problems.size() > before ? Optional.empty()
                : Optional.of(new PortEntity(identifier.get(), blueprint.get().textValue(), values, properties, relations));
    }

    private Optional<JsonNode> fill(Template template, JsonNode part) {
        try {
            return Optional.of(template.fill(part));
        } catch (Template.FailedException e) {
            report(e.expression(), e.getMessage(),
                    options.enableMergeEntity() ? Effect.VALUE_LEFT_OUT : Effect.ENTITY_SKIPPED);
            return Optional.empty();
        }
    }

    private Optional<JsonNode> identity(Template template, String name, JsonNode part) {
        try {
            JsonNode value = template.fill(part);
            boolean empty = value.isNull() || value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.textValue().isEmpty();
            if (!empty) {
                return Optional.of(value);
            }
            skip(template, name, "it gives " + (value.isNull() ? "null" : "nothing"));
        } catch (Template.FailedException e) {
            report(e.expression(), e.getMessage(), Effect.ENTITY_SKIPPED);
        }
        return Optional.empty();
    }

    private Optional<JsonNode> identifier(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(TextNode.valueOf(value.asText()));
        }
        if (value.isTextual() || value.isObject()) {
            return Optional.of(value);
        }
        skip(resource.template().identifier(), "identifier", "it gives " + BoundedJson.typeOf(value)
                + " instead of a text");
        return Optional.empty();
    }

    private Optional<JsonNode> blueprint(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(value);
        }
        skip(resource.template().blueprint(), "blueprint", "it gives " + BoundedJson.typeOf(value)
                + " instead of a text");
        return Optional.empty();
    }

    /** Identifiers are texts, so what points at one is a text too. */
    private static JsonNode target(JsonNode value) {
        if (value.isNumber()) {
            return TextNode.valueOf(value.asText());
        }
        if (value instanceof ArrayNode targets) {
            ArrayNode texts = JsonNodeFactory.instance.arrayNode();
            targets.forEach(one -> texts.add(one.isNumber() ? TextNode.valueOf(one.asText()) : one));
            return texts;
        }
        return value;
    }

    private void skip(Template template, String name, String reason) {
        String path = "resources[" + resource.index() + "].port.entity.mappings." + name;
        String text = template instanceof Template.Query query ? query.expression().text() : name;
        problems.add(new RecordProblem(name(), path, text, reason, Effect.ENTITY_SKIPPED));
    }

    private void report(PortExpression expression, String reason, Effect effect) {
        problems.add(new RecordProblem(name(), expression.path(), expression.text(), reason, effect));
    }

    private String name() {
        return resource.kind().describe(record);
    }
}
