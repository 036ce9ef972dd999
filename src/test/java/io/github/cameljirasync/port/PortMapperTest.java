package io.github.cameljirasync.port;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.port.RecordProblem.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PortMapperTest {

    private static final String IDENTITY = """
            identifier: .key
            blueprint: '"jiraIssue"'
            """;
    private static final String ISSUE = """
            {"id":"10000","key":"PA-1","fields":{"summary":"Setup","subtasks":[{"key":"PA-2"},{"key":"PA-3"}],"n":7}}""";

    @Test
    void null_is_sent_as_null_and_so_is_an_expression_without_output() {
        JsonNode entity = entity(IDENTITY + "title: null\nproperties:\n  a: .fields.gone\n  b: empty\n  c: null");

        assertThat(entity).hasToString("{\"identifier\":\"PA-1\",\"title\":null,\"blueprint\":\"jiraIssue\","
                + "\"properties\":{\"a\":null,\"b\":null,\"c\":null},\"relations\":{}}");
    }

    @Test
    void a_value_whose_expression_fails_is_left_out_and_the_problem_names_record_property_and_expression() {
        MappedRecord mapped = Mappings.map(Mappings.issues(IDENTITY + """
                title: .fields.summary | keys
                properties:
                  a: .fields.n + .fields.summary
                  b: .fields.n
                relations:
                  c: .fields.gone | map(.key)"""), ISSUE);

        assertThat(mapped.entities()).singleElement().hasToString("{\"identifier\":\"PA-1\","
                + "\"blueprint\":\"jiraIssue\",\"properties\":{\"b\":7},\"relations\":{}}");
        assertThat(mapped.problems()).extracting(RecordProblem::path).containsExactly(
                "resources[0].port.entity.mappings.title", "resources[0].port.entity.mappings.properties.a",
                "resources[0].port.entity.mappings.relations.c");
        assertThat(mapped.problems().get(1)).hasToString("issue PA-1: resources[0].port.entity.mappings.properties.a "
                + "('.fields.n + .fields.summary') fails: number (7) and string (\"Setup\") cannot be added; "
                + "the value that Port has stays.");
        assertThat(mapped.complete()).isTrue();
    }

    @Test
    void without_merging_an_entity_with_a_failed_value_is_held_back_because_port_would_drop_the_value() {
        MappedRecord mapped = Mappings.map("enableMergeEntity: false\n" + Mappings.property(".key | keys"), ISSUE);

        assertThat(mapped.entities()).isEmpty();
        assertThat(mapped.problems()).singleElement().extracting(RecordProblem::effect).isEqualTo(Effect.ENTITY_SKIPPED);
        assertThat(mapped.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "empty", "'\"\"'", "'[]'", "true", "'[1]'", ".key | keys", "'{}'"})
    void an_entity_without_identifier_is_skipped_and_what_it_was_before_is_not_to_be_deleted(String identifier) {
        MappedRecord mapped = Mappings.map(Mappings.issues("identifier: " + quoted(identifier)
                + "\nblueprint: '\"jiraIssue\"'"), ISSUE);

        assertThat(mapped.entities()).isEmpty();
        assertThat(mapped.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.effect()).isEqualTo(Effect.ENTITY_SKIPPED);
            assertThat(problem.path()).isEqualTo("resources[0].port.entity.mappings.identifier");
        });
        assertThat(mapped.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".gone", ".fields.n", ".fields"})
    void an_entity_without_blueprint_is_skipped(String blueprint) {
        MappedRecord mapped = Mappings.map(Mappings.issues("identifier: .key\nblueprint: " + blueprint), ISSUE);

        assertThat(mapped.entities()).isEmpty();
        assertThat(mapped.problems()).singleElement().extracting(RecordProblem::path)
                .isEqualTo("resources[0].port.entity.mappings.blueprint");
    }

    @Test
    void a_number_is_a_text_where_it_is_an_identifier_or_points_at_one() {
        JsonNode entity = entity("identifier: .fields.n\nblueprint: '\"b\"'\nproperties:\n  n: .fields.n\n"
                + "relations:\n  one: .fields.n\n  many: '[1, \"2\"]'");

        assertThat(entity).hasToString("{\"identifier\":\"7\",\"blueprint\":\"b\",\"properties\":{\"n\":7},"
                + "\"relations\":{\"one\":\"7\",\"many\":[\"1\",\"2\"]}}");
    }

    @Test
    void literals_structures_and_search_queries_are_filled_in() {
        JsonNode entity = entity("""
                identifier:
                  combinator: '"and"'
                  rules:
                    - property: '"key"'
                      operator: '"="'
                      value: .key
                blueprint: '"b"'
                icon: '"Jira"'
                team: '["x"]'
                properties:
                  five: 5
                  half: 0.5
                  yes: true
                  nested:
                    name: .fields.summary
                    list: [.key, 1]
                relations:
                  owner:
                    combinator: '"or"'
                    rules:
                      - {property: '"$title"', operator: '"="', value: .fields.summary}""");

        assertThat(entity).hasToString("{\"identifier\":{\"combinator\":\"and\",\"rules\":[{\"property\":\"key\","
                + "\"operator\":\"=\",\"value\":\"PA-1\"}]},\"icon\":\"Jira\",\"blueprint\":\"b\",\"team\":[\"x\"],"
                + "\"properties\":{\"five\":5,\"half\":0.5,\"yes\":true,\"nested\":{\"name\":\"Setup\","
                + "\"list\":[\"PA-1\",1]}},\"relations\":{\"owner\":{\"combinator\":\"or\",\"rules\":[{\"property\":"
                + "\"$title\",\"operator\":\"=\",\"value\":\"Setup\"}]}}}");
    }

    @Test
    void half_a_search_query_is_not_sent() {
        MappedRecord mapped = Mappings.map(Mappings.issues(IDENTITY + """
                relations:
                  owner:
                    combinator: '"or"'
                    rules:
                      - {property: '"$title"', operator: '"="', value: .key | keys}"""), ISSUE);

        assertThat(mapped.entities().get(0).toJson().get("relations")).isEmpty();
        assertThat(mapped.problems()).singleElement().extracting(RecordProblem::path)
                .isEqualTo("resources[0].port.entity.mappings.relations.owner.rules[0].value");
    }

    @Test
    void a_record_that_is_not_selected_gives_nothing_and_what_it_gave_before_can_go() {
        MappedRecord mapped = Mappings.map(Mappings.issues("query: .fields.n > 7", "", IDENTITY), ISSUE);

        assertThat(mapped).isEqualTo(new MappedRecord(List.of(), List.of(), false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {".fields.n", ".gone", "empty", ".key | keys"})
    void a_selector_that_gives_no_boolean_decides_nothing(String query) {
        MappedRecord mapped = Mappings.map(Mappings.issues("query: " + query, "", IDENTITY), ISSUE);

        assertThat(mapped.entities()).isEmpty();
        assertThat(mapped.complete()).isFalse();
        assertThat(mapped.problems()).singleElement().extracting(RecordProblem::effect).isEqualTo(Effect.RECORD_SKIPPED);
    }

    @Test
    void each_item_of_an_array_becomes_an_entity() {
        MappedRecord mapped = Mappings.map(Mappings.issues("query: .item.key != \"PA-3\"", "itemsToParse: .fields.subtasks",
                "identifier: .item.key\nblueprint: '\"b\"'\nproperties:\n  array: .fields | has(\"subtasks\")\n"
                        + "relations:\n  parent: .key"), ISSUE);

        assertThat(mapped.entities()).singleElement().hasToString("{\"identifier\":\"PA-2\",\"blueprint\":\"b\","
                + "\"properties\":{\"array\":false},\"relations\":{\"parent\":\"PA-1\"}}");
        assertThat(mapped.selected()).isTrue();
        assertThat(mapped.complete()).isTrue();
    }

    @Test
    void the_item_has_the_name_that_the_file_gives_and_the_array_can_stay() {
        MappedRecord mapped = Mappings.map(Mappings.issues("query: true", """
                itemsToParse: .fields.subtasks // []
                itemsToParseName: task
                itemsToParseTopLevelTransform: false""",
                "identifier: .task.key\nblueprint: '\"b\"'\nproperties:\n  n: .fields.subtasks | length"), ISSUE);

        assertThat(mapped.entities()).extracting(entity -> entity.identifier().orElseThrow())
                .containsExactly("PA-2", "PA-3");
        assertThat(mapped.entities().get(0).toJson().at("/properties/n").intValue()).isEqualTo(2);
    }

    @Test
    void items_that_are_no_array_are_a_problem_of_the_record() {
        MappedRecord mapped = Mappings.map(Mappings.issues("query: true", "itemsToParse: .fields.gone", IDENTITY), ISSUE);

        assertThat(mapped.problems()).singleElement().hasToString("issue PA-1: resources[0].port.itemsToParse "
                + "('.fields.gone') fails: it gives null instead of an array; nothing of this record is sent.");
        assertThat(mapped.complete()).isFalse();
    }

    @Test
    void an_entity_knows_its_hash_and_its_size() {
        PortEntity one = Mappings.map(Mappings.issues(IDENTITY + "properties:\n  a: .fields.n\n  b: '\"é\"'"), ISSUE)
                .entities().get(0);
        PortEntity other = Mappings.map(Mappings.issues(IDENTITY + "properties:\n  b: '\"é\"'\n  a: 7"), ISSUE)
                .entities().get(0);
        PortEntity third = Mappings.map(Mappings.issues(IDENTITY + "properties:\n  b: '\"é\"'\n  a: null"), ISSUE)
                .entities().get(0);

        assertThat(one.hash()).isEqualTo(other.hash()).isNotEqualTo(third.hash());
        assertThat(one.sizeInBytes()).isEqualTo(one.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        assertThat(one.blueprint()).isEqualTo("jiraIssue");
        assertThat(one.identifier()).contains("PA-1");
    }

    private static String quoted(String expression) {
        return expression.startsWith("'") ? expression : Mappings.JSON.getNodeFactory().textNode(expression).toString();
    }

    private static JsonNode entity(String mappings) {
        return Mappings.entity(Mappings.read(Mappings.issues(mappings)), Kind.ISSUE, Mappings.json(ISSUE));
    }
}
