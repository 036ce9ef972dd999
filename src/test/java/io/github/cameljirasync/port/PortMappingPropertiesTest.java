package io.github.cameljirasync.port;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class PortMappingPropertiesTest {

    private static final PortMapping SHIPPED = Mappings.shipped();
    private static final String[] EXPRESSIONS = {".", ".key", ".fields.summary", ".fields | keys", ".self | split(\"/\")",
        "map(.)", ".[0]", ".[1:]", "tojson", "length", "add", ". + 1", "to_entries", "ascii_downcase", "tonumber", "..",
        "test(\"a\")", "capture(\"(?<x>a)\")", "strptime(\"%Y\")", "fromdate", "todate", "@base64d", "@uri", "implode",
        "explode", "splits(\"a\")", "first", "last", "from_entries", "ltrimstr(1)", "sort_by(.x)", "group_by(.x)", "flatten",
        "min", "range(.)", "limit(.; 1)", "error", "join(\",\")", "trim", "mktime", "@csv", "@sh", "@html", "paths", "any",
        ".fields.labels[]", ".fields[\"a\"]", "indices(\",\")", "has(\"key\")", "has(0)", "del(.key)", "walk(.)"};
    private static final String[] NAMES = {"key", "id", "self", "fields", "name", "summary", "status", "labels", "subtasks",
        "insight", "accountId", "__members", "a"};

    @Property
    void any_record_gives_entities_or_problems_and_never_an_exception(@ForAll long seed) {
        JsonNode record = new Records(seed).value(0);

        for (PortResource resource : SHIPPED.resources()) {
            MappedRecord mapped = new PortMapper(SHIPPED.options()).map(resource, record);

            assertThat(mapped.entities().size() + mapped.problems().size()).isPositive();
            mapped.entities().forEach(PortMappingPropertiesTest::assertSendable);
        }
    }

    @Property
    void any_expression_gives_json_or_a_problem_that_names_it(@ForAll long seed) {
        Random random = new Random(seed);
        String expression = pick(random, EXPRESSIONS) + " | " + pick(random, EXPRESSIONS);
        ObjectNode record = new Records(seed).object(0).put("key", "PA-1");

        MappedRecord mapped = Mappings.map(Mappings.read(Mappings.property(expression)), Kind.ISSUE, record);

        assertThat(mapped.entities()).singleElement().satisfies(PortMappingPropertiesTest::assertSendable);
        boolean sent = mapped.entities().get(0).toJson().get("properties").has("x");
        assertThat(mapped.problems()).hasSize(sent ? 0 : 1).allSatisfy(problem -> assertThat(problem.toString())
                .contains("issue PA-1", "properties.x", expression));
    }

    @Property
    void an_expression_gives_the_same_when_jira_sends_only_the_fields_it_reads(@ForAll long seed) {
        Random random = new Random(seed);
        String expression = "[" + pick(random, EXPRESSIONS) + ", " + pick(random, EXPRESSIONS) + "]";
        PortMapping mapping = Mappings.read(Mappings.property(expression));
        Set<String> asked = mapping.resources().get(0).issueFields();
        ObjectNode record = new Records(seed).object(0).put("key", "PA-1");
        record.set("fields", new Records(seed + 1).object(1));
        ObjectNode less = record.deepCopy();
        if (!asked.contains(PortResource.ALL_FIELDS)) {
            ((ObjectNode) less.get("fields")).retain(asked);
        }

        assertThat(Mappings.map(mapping, Kind.ISSUE, less).entities())
                .isEqualTo(Mappings.map(mapping, Kind.ISSUE, record).entities());
    }

    @Property
    void a_path_of_fields_gives_what_jq_gives(@ForAll long seed) {
        Random random = new Random(seed);
        JsonNode record = new Records(seed).value(0);
        String path = path(random, record);

        assertThat(outcome(path, record)).isEqualTo(outcome("(" + path + ") | .", record));
    }

    /** Mostly one that leads somewhere, sometimes one field too far. */
    private static String path(Random random, JsonNode record) {
        StringBuilder path = new StringBuilder();
        JsonNode here = record;
        while (here != null && random.nextInt(8) > 0) {
            List<String> names = new ArrayList<>();
            here.fieldNames().forEachRemaining(names::add);
            String name = names.isEmpty() || random.nextInt(8) == 0 ? pick(random, NAMES)
                    : names.get(random.nextInt(names.size()));
            path.append('.').append(name).append(random.nextInt(8) == 0 ? "?" : "");
            here = here.get(name);
        }
        return path.isEmpty() ? "." : path.toString();
    }

    private static String outcome(String expression, JsonNode record) {
        try {
            return Mappings.JQ.compile(expression).first(record).toString();
        } catch (JqException e) {
            return e.getMessage();
        }
    }

    @Property
    void the_hash_of_an_entity_does_not_depend_on_the_order_of_members(@ForAll long seed) {
        PortMapping mapping = Mappings.read(Mappings.property(".fields"));
        ObjectNode record = new Records(seed).object(0).put("key", "PA-1");
        ObjectNode turned = (ObjectNode) sorted(record);

        assertThat(Mappings.map(mapping, Kind.ISSUE, turned).entities()).extracting(PortEntity::hash)
                .isEqualTo(Mappings.map(mapping, Kind.ISSUE, record).entities().stream().map(PortEntity::hash).toList());
    }

    private static void assertSendable(PortEntity entity) {
        byte[] bytes = Mappings.bytes(entity.toJson());
        assertThat(entity.sizeInBytes()).isEqualTo(bytes.length);
        assertThat(Mappings.json(new String(bytes, StandardCharsets.UTF_8))).hasToString(entity.toString());
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode sorted = JsonNodeFactory.instance.objectNode();
            Set<String> names = new TreeSet<>();
            object.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> sorted.set(name, sorted(object.get(name))));
            return sorted;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return node;
    }

    private static String pick(Random random, String... from) {
        return from[random.nextInt(from.length)];
    }

    /** JSON of any shape, with the names that mappings read. */
    private static final class Records {

        private static final List<String> TEXTS = List.of("", "a", "None", "https://x/y/z", "12", "\uD83D\uDE80b",
                "2023-11-06T11:02:59Z", "a,b", "%%%", "\u0000");

        private final Random random;

        Records(long seed) {
            random = new Random(seed);
        }

        JsonNode value(int level) {
            return switch (random.nextInt(level > 4 ? 5 : 8)) {
                case 0 -> JsonNodeFactory.instance.nullNode();
                case 1 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
                case 2 -> JsonNodeFactory.instance.numberNode(random.nextInt(100) - 50);
                case 3 -> JsonNodeFactory.instance.numberNode(random.nextDouble() * 1000);
                case 4 -> JsonNodeFactory.instance.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
                case 5 -> {
                    ArrayNode array = JsonNodeFactory.instance.arrayNode();
                    for (int i = random.nextInt(4); i > 0; i--) {
                        array.add(value(level + 1));
                    }
                    yield array;
                }
                default -> object(level);
            };
        }

        ObjectNode object(int level) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (int i = random.nextInt(6); i > 0; i--) {
                object.set(pick(random, NAMES), value(level + 1));
            }
            return object;
        }
    }
}
