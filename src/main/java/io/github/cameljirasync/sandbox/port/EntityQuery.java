package io.github.cameljirasync.sandbox.port;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Reads Port's search queries: a combinator and rules, each a comparison or a query again. */
final class EntityQuery {

    private EntityQuery() {
    }

    /** True when the value stands for a query instead of an identifier. */
    static boolean isQuery(JsonNode value) {
        return value.has("combinator") && value.has("rules");
    }

    /** @throws Refused when the query isn't one */
    static Predicate<Entity> of(JsonNode query) {
        if (query == null || !query.path("rules").isArray()) {
            throw Refused.invalid("body must have required properties 'combinator' and 'rules'");
        }
        List<Predicate<Entity>> rules = new ArrayList<>();
        query.get("rules").forEach(rule -> rules.add(isQuery(rule) ? of(rule) : rule(rule)));
        return switch (query.path("combinator").asText()) {
            case "and" -> entity -> rules.stream().allMatch(rule -> rule.test(entity));
            case "or" -> entity -> rules.stream().anyMatch(rule -> rule.test(entity));
            default -> throw Refused.invalid("body/combinator must be equal to one of the allowed values and, or");
        };
    }

    private static Predicate<Entity> rule(JsonNode rule) {
        String property = rule.path("property").textValue();
        JsonNode wanted = rule.path("value");
        if (property == null) {
            throw Refused.invalid("a rule must have required property 'property'");
        }
        BiPredicate<JsonNode, JsonNode> comparison = switch (rule.path("operator").asText()) {
            case "=" -> EntityQuery::equal;
            case "!=" -> (value, other) -> !equal(value, other);
            case "in" -> in(wanted);
            case "notIn" -> in(wanted).negate();
            case "contains" -> EntityQuery::contains;
            case "doesNotContains" -> (value, part) -> !contains(value, part);
            case "beginsWith" -> (value, part) -> value.asText().startsWith(part.asText());
            case "endsWith" -> (value, part) -> value.asText().endsWith(part.asText());
            case "isEmpty" -> (value, nothing) -> value.isNull() || value.isMissingNode();
            case "isNotEmpty" -> (value, nothing) -> !value.isNull() && !value.isMissingNode();
            default -> throw Refused.invalid("the sandbox has no operator \"" + rule.path("operator").asText() + "\"");
        };
        return entity -> comparison.test(value(entity, property), wanted);
    }

    private static BiPredicate<JsonNode, JsonNode> in(JsonNode wanted) {
        if (!wanted.isArray()) {
            throw Refused.invalid("the value of \"in\" must be array");
        }
        Set<JsonNode> values = new HashSet<>();
        wanted.forEach(values::add);
        return (value, ignored) -> values.contains(value);
    }

    private static boolean equal(JsonNode value, JsonNode wanted) {
        return value.equals(wanted) || value.isMissingNode() && wanted.isNull();
    }

    private static boolean contains(JsonNode value, JsonNode part) {
        if (!value.isArray()) {
            return value.isTextual() && value.textValue().contains(part.asText());
        }
        for (JsonNode one : value) {
            if (one.equals(part)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode value(Entity entity, String property) {
        return switch (property) {
            case "$identifier" -> TextNode.valueOf(entity.identifier());
            case "$blueprint" -> TextNode.valueOf(entity.blueprint());
            case "$title" -> text(entity.title());
            case "$icon" -> text(entity.icon());
            case "$datasource" -> text(entity.datasource());
            case "$team" -> entity.team() == null ? NullNode.getInstance() : entity.team();
            case "$createdAt" -> TextNode.valueOf(EntityViews.stamp(entity.createdAt()));
            case "$updatedAt" -> TextNode.valueOf(EntityViews.stamp(entity.updatedAt()));
            default -> entity.properties().has(property) ? entity.property(property) : entity.relation(property);
        };
    }

    private static JsonNode text(String text) {
        return text == null ? NullNode.getInstance() : TextNode.valueOf(text);
    }
}
