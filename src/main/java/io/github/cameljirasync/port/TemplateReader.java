package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the expressions of a mapping file, and the structures that they stand in. */
final class TemplateReader {

    private static final int MOST_LEVELS = 20;
    private static final List<String> VALUES = List.of("title", "icon", "team");
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,300})");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,300}(\\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?");
    private static final int DIGITS_OF_LONG = 18;

    private final PortJq jq;
    private final MappingReport report;

    TemplateReader(PortJq jq, MappingReport report) {
        this.jq = jq;
        this.report = report;
    }

    Optional<EntityTemplate> entity(MappingSection mappings) {
        Optional<Template> identifier = mappings.require("identifier", "give a jq expression, for example .key")
                .flatMap(node -> template(node, mappings.at("identifier"), 0));
        Optional<Template> blueprint = mappings.require("blueprint", "give a jq text, for example '\"jiraIssue\"'")
                .flatMap(node -> template(node, mappings.at("blueprint"), 0));
        Map<String, Template> values = new LinkedHashMap<>();
        for (String name : VALUES) {
            mappings.get(name);
            Optional.ofNullable(mappings.members().get(name))
                    .flatMap(node -> template(node, mappings.at(name), 0))
                    .ifPresent(template -> values.put(name, template));
        }
        Map<String, Template> properties = named(mappings, "properties");
        Map<String, Template> relations = named(mappings, "relations");
        mappings.warnOfTheRest("an entity");
        return identifier.isPresent() && blueprint.isPresent()
                ? Optional.of(new EntityTemplate(identifier.get(), blueprint.get(), values, properties, relations))
                : Optional.empty();
    }

    private Map<String, Template> named(MappingSection mappings, String key) {
        return mappings.get(key).map(node -> members(new MappingSection(node, mappings.at(key), report), 0))
                .orElse(Map.of());
    }

    private Map<String, Template> members(MappingSection section, int level) {
        Map<String, Template> templates = new LinkedHashMap<>();
        section.members().forEach((name, node) -> template(node, section.at(name), level)
                .ifPresent(template -> templates.put(name, template)));
        return templates;
    }

    private Optional<Template> template(Node node, String path, int level) {
        if (level > MOST_LEVELS) {
            report.wrong(node, path + " is nested more than " + MOST_LEVELS + " levels deep");
            return Optional.empty();
        }
        if (node instanceof MappingNode) {
            return Optional.of(new Template.Structure(members(new MappingSection(node, path, report), level + 1)));
        }
        if (node instanceof SequenceNode sequence) {
            List<Template> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                template(item, path + '[' + items.size() + ']', level + 1).ifPresent(items::add);
            }
            return Optional.of(new Template.Listing(items));
        }
        ScalarNode scalar = (ScalarNode) node;
        return Tag.STR.equals(scalar.getTag()) ? expression(node, path).map(Template.Query::new) : literal(scalar, path);
    }

    /** A number or a word that YAML itself understands is the value; Ocean would run it as jq, which gives the same. */
    private Optional<Template> literal(ScalarNode scalar, String path) {
        String text = scalar.getValue();
        JsonNode value = null;
        if (Tag.NULL.equals(scalar.getTag())) {
            value = NullNode.getInstance();
        } else if (Tag.BOOL.equals(scalar.getTag())) {
            value = BooleanNode.valueOf("true".equalsIgnoreCase(text));
        } else if (INTEGER.matcher(text).matches()) {
            value = text.length() <= DIGITS_OF_LONG ? LongNode.valueOf(Long.parseLong(text))
                    : BigIntegerNode.valueOf(new java.math.BigInteger(text));
        } else if (DECIMAL.matcher(text).matches()) {
            value = DecimalNode.valueOf(new java.math.BigDecimal(text));
        }
        if (value == null) {
            report.wrong(scalar, path + " is '" + text + "', which is no number that JSON has; "
                    + "write a jq expression in quotes");
        }
        return Optional.ofNullable(value).map(Template.Literal::new);
    }

    /** An expression whatever YAML takes its text for: {@code query: true} is one. */
    Optional<PortExpression> expression(Node node, String path) {
        if (!(node instanceof ScalarNode scalar)) {
            report.wrong(node, path + " must be a jq expression, not " + MappingSection.kind(node));
            return Optional.empty();
        }
        try {
            return Optional.of(new PortExpression(scalar.getValue(), path, jq.compile(scalar.getValue())));
        } catch (JqException e) {
            report.wrong(node, path + " is " + quoted(scalar.getValue()) + ", which can't be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    static String quoted(String expression) {
        String line = expression.strip().replaceAll("\\s+", " ");
        return "'" + (line.length() <= 100 ? line : line.substring(0, 100) + "…") + "'";
    }
}
