package io.github.cameljirasync.port;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The samples of Port's page about Jira. Its entities are not quite those that its payloads give under its mapping: they
 * hold values that no expression reads (accountId), lack some that one does (labels), and name people by e-mail. Each
 * difference is listed here; everything else is compared byte for byte.
 */
class ReferenceSamplesTest {

    static Stream<PortMapping> mappings() {
        return Stream.of(Mappings.read(Mappings.text("page-mapping.yml")), Mappings.shipped());
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void a_project_becomes_the_sample_entity(PortMapping mapping) {
        ObjectNode payload = (ObjectNode) Mappings.resource("project-payload.json");
        payload.putObject("insight").put("totalIssueCount", 100);

        JsonNode entity = Mappings.entity(mapping, Kind.PROJECT, payload);

        JsonNode sample = Mappings.resource("project-entity.json");
        assertSame(entity, sample, "identifier", "title", "blueprint", "properties", "relations");
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void a_project_without_insight_has_no_number_of_issues(PortMapping mapping) {
        JsonNode entity = Mappings.entity(mapping, Kind.PROJECT, Mappings.resource("project-payload.json"));

        assertThat(entity.get("properties")).hasToString(
                "{\"url\":\"https://myaccount.atlassian.net/projects/PA\",\"totalIssues\":null}");
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void a_user_becomes_the_sample_entity(PortMapping mapping) {
        JsonNode entity = Mappings.entity(mapping, Kind.USER, Mappings.resource("user-payload.json").get(0));

        JsonNode sample = Mappings.resource("user-entity.json");
        assertSame(entity, sample, "identifier", "title", "relations");
        assertSame(entity.get("properties"), sample.get("properties"), "active", "accountType");
        assertSameWhereMapped(entity.get("properties"), sample.get("properties"), "displayName", "avatarUrl");
        assertThat(entity.at("/properties/emailAddress").isNull()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void a_team_with_its_members_becomes_the_sample_entity(PortMapping mapping) {
        ObjectNode payload = (ObjectNode) Mappings.resource("team-payload.json").get(0);
        payload.set("__members", Mappings.resource("user-payload.json"));

        JsonNode entity = Mappings.entity(mapping, Kind.TEAM, payload);

        JsonNode sample = Mappings.resource("team-entity.json");
        assertSame(entity, sample, "identifier", "properties", "relations");
        assertThat(entity.get("title").textValue()).isEqualTo("AI");
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void a_team_whose_members_were_not_asked_for_has_none(PortMapping mapping) {
        JsonNode entity = Mappings.entity(mapping, Kind.TEAM, Mappings.resource("team-payload.json").get(1));

        assertThat(entity.get("relations")).hasToString("{\"members\":[]}");
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void an_issue_becomes_the_sample_entity(PortMapping mapping) {
        JsonNode entity = Mappings.entity(mapping, Kind.ISSUE, Mappings.resource("issue-payload.json"));

        JsonNode sample = Mappings.resource("issue-entity.json");
        assertSame(entity, sample, "identifier", "title", "blueprint");
        assertSame(entity.get("properties"), sample.get("properties"), names(sample.get("properties")));
        assertSame(entity.get("relations"), sample.get("relations"), "project", "parentIssue", "subtasks");
        assertThat(names(entity.get("properties"))).containsExactly("url", "status", "issueType", "components", "creator",
                "priority", "labels", "created", "updated", "resolutionDate");
        assertThat(entity.at("/properties/labels")).hasToString("[\"infra\"]");
        assertThat(entity.at("/properties/resolutionDate")).hasToString("\"None\"");
        assertThat(entity.at("/relations/assignee").textValue()).isEqualTo("712020:05acda87-42da-44d8-b21e-f71a508e5d11");
    }

    @Test
    void the_event_of_the_webhook_becomes_the_sample_entity() {
        PortMapping mapping = Mappings.read(Mappings.issues("""
                identifier: .body.issue.key
                title: .body.issue.key + " - " + .body.issue.fields.summary
                blueprint: '"jiraIssue"'
                properties:
                  summary: .body.issue.fields.summary
                  description: .body.issue.fields.description
                  status: .body.issue.fields.status.name
                  lastChangeType: .body.issue_event_type_name
                  changingUser: .body.user.displayName
                  issueUrl: (.body.issue.self | split("rest") | first) + "browse/" + .body.issue.key
                  issueType: .body.issue.fields.issuetype.name"""));
        ObjectNode event = Mappings.JSON.createObjectNode().set("body", Mappings.resource("webhook-payload.json"));

        JsonNode entity = Mappings.entity(mapping, Kind.ISSUE, event);

        assertThat(entity).hasToString(Mappings.resource("webhook-entity.json").toString());
    }

    @Test
    void the_shipped_mapping_asks_jira_for_what_it_reads() {
        PortMapping mapping = Mappings.shipped();

        PortResource issues = mapping.resources(Kind.ISSUE).get(0);
        assertThat(issues.jql()).contains("(statusCategory != Done) OR (created >= -1w) OR (updated >= -1w)");
        assertThat(issues.issueFields()).containsExactly("summary", "status", "issuetype", "components", "creator",
                "priority", "labels", "created", "updated", "resolutiondate", "project", "parent", "subtasks", "assignee",
                "reporter");
        assertThat(issues.expand()).isEmpty();
        assertThat(mapping.resources(Kind.PROJECT).get(0).expand()).contains("insight");
        assertThat(mapping.resources(Kind.TEAM).get(0).includeMembers()).isTrue();
        assertThat(mapping.notes()).isEmpty();
        assertThat(mapping.options()).isEqualTo(new PortOptions(true, true, true, 0.9));
    }

    @Test
    void every_value_of_the_shipped_mapping_has_its_place_in_the_shipped_blueprints() throws Exception {
        Map<String, JsonNode> blueprints = new java.util.HashMap<>();
        Mappings.json(Files.readString(Mappings.DEFAULT_FILE.resolveSibling("port-blueprints.json")))
                .forEach(blueprint -> blueprints.put(blueprint.get("identifier").textValue(), blueprint));

        assertThat(blueprints).containsOnlyKeys("jiraProject", "jiraUser", "jiraTeam", "jiraIssue");
        for (PortResource resource : Mappings.shipped().resources()) {
            JsonNode blueprint = blueprints.get(resource.template().blueprint().fill(Mappings.json("{}")).textValue());
            assertThat(names(blueprint.at("/schema/properties"))).containsAll(resource.template().properties().keySet());
            assertThat(names(blueprint.path("relations"))).containsAll(resource.template().relations().keySet());
        }
    }

    private static void assertSame(JsonNode actual, JsonNode expected, String... names) {
        for (String name : names) {
            assertThat(actual.get(name)).as(name).isNotNull().hasToString(expected.get(name).toString());
        }
    }

    private static void assertSameWhereMapped(JsonNode actual, JsonNode expected, String... names) {
        List<String> mapped = Stream.of(names).filter(actual::has).toList();
        assertThat(mapped).isNotEmpty();
        assertSame(actual, expected, mapped.toArray(String[]::new));
    }

    private static String[] names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names.toArray(String[]::new);
    }
}
