package io.github.cameljirasync.port;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a mapping file says about a value of an entity: one expression, a literal, or a structure of them. */
sealed interface Template {

    /** @throws FailedException when an expression in it fails for this record */
    JsonNode fill(JsonNode record);

    Stream<PortExpression> expressions();

    record Literal(JsonNode value) implements Template {

        @Override
        public JsonNode fill(JsonNode record) {
            return value;
        }

        @Override
        public Stream<PortExpression> expressions() {
            return Stream.empty();
        }
    }

    record Query(PortExpression expression) implements Template {

        @Override
        public JsonNode fill(JsonNode record) {
            try {
                return expression.first(record);
            } catch (JqException e) {
                throw new FailedException(expression, e);
            }
        }

        @Override
        public Stream<PortExpression> expressions() {
            return Stream.of(expression);
        }
    }

    record Structure(Map<String, Template> members) implements Template {

        @Override
        public JsonNode fill(JsonNode record) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach((name, member) -> object.set(name, member.fill(record)));
            return object;
        }

        @Override
        public Stream<PortExpression> expressions() {
            return members.values().stream().flatMap(Template::expressions);
        }
    }

    record Listing(List<Template> items) implements Template {

        @Override
        public JsonNode fill(JsonNode record) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.fill(record)));
            return array;
        }

        @Override
        public Stream<PortExpression> expressions() {
            return items.stream().flatMap(Template::expressions);
        }
    }

    /** An expression of a template fails for a record. */
    final class FailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient PortExpression expression;

        FailedException(PortExpression expression, JqException reason) {
            super(reason.getMessage(), reason);
            this.expression = expression;
        }

        PortExpression expression() {
            return expression;
        }
    }
}
