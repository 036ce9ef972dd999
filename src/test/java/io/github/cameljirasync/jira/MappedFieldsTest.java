package io.github.cameljirasync.jira;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which fields Jira is asked for, for every way in which a jq mapping can read them. */
class MappedFieldsTest {

    @ParameterizedTest
    @ValueSource(strings = {
        ".fields.duedate",
        ".fields . duedate",
        ".fields\n  .duedate",
        ".fields[\"duedate\"]",
        ".fields.[\"duedate\"]",
        ".fields.\"duedate\"",
        ".fields?.duedate?",
        ".[\"fields\"].duedate",
        ".\"fields\"[\"duedate\"]",
        ". as $issue | $issue.fields.duedate",
        "{due: \"on \\(.fields.duedate)\"}",
        "\"a \\(\"b \\(.fields.duedate | tostring)\") c\"",
        ".fields # .fields.comment\n .duedate",
        "def due: .fields.duedate; {due: due}",
        ".fields.duedate[0:4]",
    })
    void a_field_that_is_named_is_the_only_one_asked_for(String mapping) {
        assertThat(asked(mapping)).containsExactly("updated", "duedate");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        ".fields",
        ".fields | {summary}",
        ".fields as $f | $f.duedate",
        ". as {fields: {summary: $s}} | $s",
        ".fields | keys",
        ".fields[]",
        ".fields[.key]",
        ".fields[\"a\", \"b\"]",
        ".fields[\"due\" + \"date\"]",
        ".fields[\"due\\u0064ate\"]",
        "{fields}",
        "[..]",
        "[.. | .text?]",
        "getpath([\"fields\", \"duedate\"])",
        "[paths]",
        "to_entries | map(select(.key == \"fields\"))",
        "[\"fields\"] as $path | .",
        "with_entries(.value) | .fields",
        "\"\\(.fields | tojson)\"",
        ".fields?",
        "walk(.)",
    })
    void a_mapping_that_may_read_any_field_gets_them_all(String mapping) {
        assertThat(asked(mapping)).contains("*all");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{title: .key} # .fields | keys and .fields.summary",
        "{title: \"see .fields.summary\"}",
        "{title: \"\\\".fields\"}",
        ".fieldset.summary",
        "$__loc__ | .file",
        "{a: 1.5, b: .key}",
    })
    void comments_and_texts_read_no_field(String mapping) {
        assertThat(asked(mapping)).containsExactly("updated");
    }

    @ParameterizedTest
    @ValueSource(strings = {".fields.parent.fields.summary", ".fields.parent?.fields?", ".fields.parent.fields | .summary"})
    void a_field_of_a_field_is_asked_for_with_the_field_it_belongs_to(String mapping) {
        assertThat(asked(mapping)).containsExactly("updated", "parent");
    }

    @Test
    void a_name_with_a_blank_is_one_name() {
        assertThat(asked(".fields[\"Story Points\"]")).containsExactly("updated", "Story Points");
    }

    @Test
    void the_field_that_a_setting_names_costs_no_other() {
        assertThat(asked(".fields[variable(\"effortField\") // \"\"]")).containsExactly("updated");
    }

    @Test
    void the_mapping_of_the_bundle_reads_two_fields() throws Exception {
        assertThat(asked(Files.readString(Path.of("routes/mappings/priority-vote.jq"))))
                .containsExactly("updated", "summary", "description");
    }

    @Test
    void the_mapping_of_sprintrr_reads_the_fields_of_its_table() throws Exception {
        assertThat(asked(Files.readString(Path.of("routes/mappings/sprintrr.jq")))).containsExactlyInAnyOrder("updated", "status",
                "labels", "parent", "summary", "description", "priority", "issuetype", "assignee", "duedate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"\\", "\"\\(", ".", ".fields[", ".fields[\"", "(", "#", ""})
    void a_text_that_is_no_jq_is_read_to_its_end(String mapping) {
        assertThat(asked(mapping)).contains("updated");
    }

    private static List<String> asked(String mapping) {
        List<String> asked = new ArrayList<>();
        new MappedFields(mapping, "").resolved().asked().forEach(field -> asked.add(field.asText()));
        return asked;
    }
}
