package io.github.cameljirasync.port;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MappingFileTest {

    private static final String ENTITY = """
            identifier: .key
            blueprint: '"jiraIssue"'
            """;

    @Test
    void every_mistake_is_told_with_line_and_path_in_one_reading() {
        List<MappingProblem> problems = MappingFile.problems("""
                entityDeletionThreshold: 2
                resources:
                  - kind: issue
                    selector:
                      query: .a | nosuch
                    port:
                      entity:
                        mappings:
                          identifier: .key +
                          properties:
                            status: $ENV.HOME
                  - kind: epic
                    selector: {}
                """);

        assertThat(problems).extracting(MappingProblem::toString).containsExactly(
                "map.yml, line 1: entityDeletionThreshold must be a number from 0 to 1, for example 0.9.",
                "map.yml, line 5: resources[0].selector.query is '.a | nosuch', which can't be used: "
                        + "there is no function nosuch/0.",
                "map.yml, line 9: resources[0].port.entity.mappings.identifier is '.key +', which can't be used: "
                        + "it is not jq: it ends too early.",
                "map.yml, line 9: resources[0].port.entity.mappings.blueprint is missing; "
                        + "give a jq text, for example '\"jiraIssue\"'.",
                "map.yml, line 11: resources[0].port.entity.mappings.properties.status is '$ENV.HOME', which can't be "
                        + "used: the environment is not visible to a mapping.",
                "map.yml, line 12: resources[1].kind 'epic' is not one of project, user, team, issue, the kinds that are "
                        + "read from Jira.",
                "map.yml, line 13: resources[1].selector.query is missing; write query: \"true\" to take every record.",
                "map.yml, line 12: resources[1].port is missing; it holds entity.mappings.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', value = {
        "`` ¦ map.yml: the file is empty; it must have resources, see the example in routes/mappings/port-app-config.yml.",
        "a: [1 ¦ map.yml, line 1: it is not YAML: expected ',' or ']', but got <stream end>.",
        "- 1 ¦ map.yml, line 1: the file must be a mapping of keys, not a list.",
        "resources: 1 ¦ map.yml, line 1: resources must be a list, not a single value.",
        "resources: [] ¦ map.yml, line 1: resources is empty, so there is nothing to map; see the example in routes/mappings/port-app-config.yml.",
        "resources: [1] ¦ map.yml, line 1: resources[0] must be a mapping of keys, not a single value.",
        "{enableMergeEntity: maybe, resources: []} ¦ map.yml, line 1: enableMergeEntity must be true or false."})
    void a_file_that_is_no_mapping_is_refused_with_a_sentence(String yaml, String sentence) {
        assertThat(MappingFile.problems(yaml)).first().hasToString(sentence);
    }

    @Test
    void the_message_of_the_exception_is_the_first_problem() {
        assertThatThrownBy(() -> Mappings.read("resources: 1")).isInstanceOf(PortMappingException.class)
                .hasMessage("map.yml, line 1: resources must be a list, not a single value.");
    }

    @Test
    void a_key_that_is_given_twice_is_refused() {
        assertThat(MappingFile.problems(Mappings.issues(ENTITY + "properties:\n  x: .a\n  x: .b"))).singleElement()
                .extracting(MappingProblem::text)
                .isEqualTo("resources[0].port.entity.mappings.properties.x is given twice");
    }

    @Test
    void a_merge_key_is_refused_rather_than_passed_over() {
        assertThat(MappingFile.problems("<<: {}\n" + Mappings.issues(ENTITY))).singleElement()
                .extracting(MappingProblem::text).isEqualTo("<< is a merge key, which is not read; write the keys out");
    }

    @Test
    void what_does_nothing_here_is_noted_and_harmless() {
        PortMapping mapping = Mappings.read("unknown: 1\n" + Mappings.issues("""
                query: "true"
                exportEnvVariables: [HOME]
                includeMembers: true""", "", ENTITY + "description: .x"));

        assertThat(mapping.notes()).extracting(MappingProblem::text).containsExactlyInAnyOrder(
                "resources[0].port.entity.mappings.description is no key of an entity that is known here, and does nothing",
                "resources[0].selector.exportEnvVariables is no key of the selector of kind issue that is known here, and "
                        + "does nothing",
                "resources[0].selector.includeMembers is no key of the selector of kind issue that is known here, and does "
                        + "nothing",
                "unknown is no key of the file that is known here, and does nothing");
    }

    @Test
    void the_options_have_oceans_defaults_and_can_be_set() {
        assertThat(Mappings.read(Mappings.issues(ENTITY)).options())
                .isEqualTo(new PortOptions(true, true, true, 0.9));
        assertThat(Mappings.read("""
                createMissingRelatedEntities: false
                deleteDependentEntities: False
                enableMergeEntity: false
                entityDeletionThreshold: 0
                """ + Mappings.issues(ENTITY)).options()).isEqualTo(new PortOptions(false, false, false, 0));
    }

    @Test
    void several_resources_of_issues_have_filters_of_their_own() {
        String one = Mappings.issues("query: \"true\"\njql: project = A\nexpand: changelog", "", ENTITY);
        String two = Mappings.issues("query: true\njql: project = B", "", ENTITY).replace("resources:\n", "");

        PortMapping mapping = Mappings.read(one + two);

        assertThat(mapping.resources(Kind.ISSUE)).extracting(resource -> resource.jql().orElseThrow())
                .containsExactly("project = A", "project = B");
        assertThat(mapping.resources().get(0).expand()).contains("changelog");
        assertThat(mapping.resources().get(1).index()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', value = {
        ".fields.summary ¦ summary",
        ".fields | .status.name ¦ status",
        ".fields[\"a b\"].x ¦ a b",
        ".fields.\"a b\" ¦ a b",
        "(.fields // {}) | .duedate ¦ duedate",
        ".fields.a // .fields.b ¦ a,b",
        "if .fields.a then .fields.b.c else .fields.d end ¦ d,a,b",
        ".fields | {a, x: .b} ¦ a,b",
        "[.fields.components[] | select(.name != null) | .name] | join(\",\") ¦ components",
        "select(.fields.a) | .fields.b ¦ a,b",
        "any(.fields.labels[]; . == \"x\") ¦ labels",
        "\"\\(.key): \\(.fields.a)\" ¦ a",
        ".fields.a as $a | $a + .fields.b ¦ a,b",
        "reduce .fields.a[] as $x (0; . + $x) ¦ a",
        ".fields.a[.fields.n:] ¦ a,n",
        ".fields.a? ¦ a",
        "try .fields.a catch null ¦ a",
        ".changelog.histories | length ¦ ``",
        ". ¦ *all",
        ".fields ¦ *all",
        ".fields | keys ¦ *all",
        ".fields[.key] ¦ *all",
        ".fields | to_entries ¦ *all",
        ". as $r | $r.fields.a ¦ *all",
        ".[\"fi\" + \"elds\"] ¦ *all",
        "[..] | length ¦ *all",
        "{fields} ¦ *all",
        "def f: .fields.a; f ¦ *all",
        "getpath([\"fields\", \"a\"]) ¦ *all",
        "del(.fields.a) | .key ¦ *all",
        ".renderedFields.description ¦ *all",
        ".names ¦ *all",
        "tojson ¦ *all"})
    void jira_is_asked_for_the_fields_that_expressions_read(String expression, String fields) {
        assertThat(String.join(",", Mappings.read(Mappings.property(expression)).resources().get(0).issueFields()))
                .isEqualTo(fields);
    }

    @Test
    void fields_of_the_selector_and_of_the_items_count_too() {
        PortResource resource = Mappings.read(Mappings.issues("query: .fields.a == 1", "itemsToParse: .fields.b",
                ENTITY + "properties:\n  x: .item.fields.c")).resources().get(0);

        assertThat(resource.issueFields()).containsExactly("a", "b");
    }

    @Test
    void fields_that_the_file_itself_names_are_asked_for_as_they_are() {
        assertThat(Mappings.read(Mappings.issues("query: \"true\"\nfields: summary, status", "", ENTITY)).resources()
                .get(0).issueFields()).containsExactly("summary", "status");
        assertThat(Mappings.read(Mappings.issues("query: \"true\"\nfields: \"*all\"", "", ENTITY)).resources()
                .get(0).issueFields()).containsExactly("*all");
    }

    /** The problems of a file named map.yml. */
    private static final class MappingFile {

        static List<MappingProblem> problems(String yaml) {
            return PortMapping.check("map.yml", yaml, Mappings.JQ);
        }
    }
}
