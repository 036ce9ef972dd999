package io.github.cameljirasync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** The project's own routes, Kamelets and mappings keep the rules. */
class BundleLintTest {

    private final Bundle project = Bundle.read(Path.of("routes"), Path.of("src", "main", "resources", "kamelets"),
            Path.of("src", "main", "resources", "camel-jira-sync", "commands"));

    @Test
    void there_is_at_least_one_route_and_one_kamelet() {
        assertThat(project.routes().stream().mapToInt(file -> file.entries("route").size()).sum())
                .as("routes under routes").isPositive();
        assertThat(project.kamelets()).as("Kamelets under src/main/resources/kamelets").isNotEmpty();
    }

    @Test
    void the_product_accepts_every_file() {
        none(LintRule.ACCEPTED_BY_THE_PRODUCT);
    }

    @Test
    void every_file_is_valid_against_the_schema_of_camel() {
        none(LintRule.VALID_AGAINST_THE_SCHEMA);
    }

    @Test
    void every_bean_has_a_class_that_exists() {
        none(LintRule.BEAN_CLASSES_EXIST);
    }

    @Test
    void route_files_hold_routes_configurations_and_beans_only() {
        none(LintRule.TOP_LEVEL_ENTRIES);
    }

    @Test
    void a_uri_is_a_plain_name_and_all_else_is_in_parameters() {
        none(LintRule.PLAIN_URIS);
    }

    @Test
    void steps_and_expressions_are_written_in_full() {
        none(LintRule.NO_SHORTHAND);
    }

    @Test
    void comments_stand_above_the_first_line_of_yaml_only() {
        none(LintRule.COMMENTS_ON_TOP_ONLY);
    }

    @Test
    void every_level_is_indented_by_two_spaces() {
        none(LintRule.TWO_SPACES);
    }

    @Test
    void every_route_and_every_file_fits_on_a_screen() {
        none(LintRule.FITS_ON_A_SCREEN);
    }

    @Test
    void every_node_has_an_id_that_says_what_it_does() {
        none(LintRule.NODE_IDS);
    }

    @Test
    void no_two_nodes_share_an_id() {
        none(LintRule.UNIQUE_NODE_IDS);
    }

    @Test
    void every_node_that_a_person_may_touch_has_a_description() {
        none(LintRule.NODE_DESCRIPTIONS);
    }

    @Test
    void a_route_is_named_after_its_file() {
        none(LintRule.ROUTE_IDS);
    }

    @Test
    void every_route_configuration_and_kamelet_has_a_description() {
        none(LintRule.FLOW_DESCRIPTIONS);
    }

    @Test
    void http_endpoints_name_their_method_and_only_options_that_http_has() {
        none(LintRule.HTTP_ENDPOINTS);
    }

    @Test
    void kamelets_are_given_the_parameters_that_they_declare_and_all_that_they_require() {
        none(LintRule.KAMELET_CALLS);
    }

    @Test
    void a_kamelet_is_named_after_its_file_and_its_type() {
        none(LintRule.KAMELET_NAME);
    }

    @Test
    void the_title_of_a_kamelet_is_in_title_case_and_ends_in_its_type() {
        none(LintRule.KAMELET_TITLE);
    }

    @Test
    void every_property_of_a_kamelet_has_a_title_a_description_and_a_type() {
        none(LintRule.KAMELET_PROPERTIES);
    }

    @Test
    void every_secret_of_a_kamelet_is_marked_as_one() {
        none(LintRule.KAMELET_SECRETS);
    }

    @Test
    void a_kamelet_uses_the_parameters_that_it_declares_and_no_others() {
        none(LintRule.KAMELET_PARAMETERS);
    }

    @Test
    void a_kamelet_lists_the_components_that_it_uses() {
        none(LintRule.KAMELET_DEPENDENCIES);
    }

    @Test
    void a_kamelet_begins_and_ends_where_its_type_says() {
        none(LintRule.KAMELET_ENDS);
    }

    private void none(LintRule rule) {
        assertThat(rule.broken(project)).isEmpty();
    }
}
