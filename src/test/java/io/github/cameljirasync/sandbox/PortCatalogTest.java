package io.github.cameljirasync.sandbox;

import static io.github.cameljirasync.sandbox.PortClient.entity;
import static io.github.cameljirasync.sandbox.PortClient.related;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.port.Entity;
import io.github.cameljirasync.sandbox.port.PortBehaviour;
import io.github.cameljirasync.sandbox.port.PortEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding and deleting what is in the catalogue. */
class PortCatalogTest {

    private static final String OF_US = "{\"datasource_prefix\":\"camel-jira-sync/\",\"datasource_suffix\":\"/test\"";

    private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");
    private Sandbox sandbox;
    private PortClient port;

    private void start(PortBehaviour behaviour) throws Exception {
        sandbox = Sandbox.start(new SandboxOptions().clock(clock).port(behaviour));
        port = new PortClient(sandbox);
        PortClient.defineBlueprints(sandbox);
    }

    private void start() throws Exception {
        start(PortBehaviour.standard());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private List<String> search(String query, String include) throws Exception {
        Client.Reply reply = port.send("POST", "/v1/entities/search" + include, query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<String> found = new ArrayList<>();
        reply.json().get("entities").forEach(one -> found.add(one.toString()));
        return found;
    }

    private JsonNode ofDatasource(String rest) throws Exception {
        return port.send("POST", "/v1/blueprints/entities/datasource-entities", OF_US + rest + "}").json();
    }

    private List<String> delete(String flags, String... identifiers) throws Exception {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("entities");
        List.of(identifiers).forEach(list::add);
        Client.Reply reply = port.send("POST", "/v1/blueprints/jiraIssue/bulk/entities/delete" + flags,
                body.toString());
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<String> deleted = new ArrayList<>();
        reply.json().get("deletedEntities").forEach(one -> deleted.add(one.asText()));
        return deleted;
    }

    private List<String> stored() {
        return sandbox.portEntities().all().stream().map(Entity::identifier).toList();
    }

    @Test
    void theSearchOfPortsOwnClientFindsIdentifiersOfItsDatasource() throws Exception {
        start();
        port.bulk("jiraIssue", entity("PA-1", "status", "To Do"), entity("PA-2"), entity("PA-3"));
        port.bulk("jiraProject", entity("PA-1"));
        port.send("POST", "/v1/blueprints/jiraIssue/entities?upsert=true&merge=true", entity("PA-2").toString(),
                "User-Agent", "somebody else");

        List<String> found = search("{\"combinator\":\"and\",\"rules\":["
                + "{\"property\":\"$identifier\",\"operator\":\"in\",\"value\":[\"PA-1\",\"PA-2\"]},"
                + "{\"property\":\"$blueprint\",\"operator\":\"=\",\"value\":\"jiraIssue\"},"
                + "{\"property\":\"$datasource\",\"operator\":\"contains\",\"value\":\"camel-jira-sync/jira/\"}]}",
                "?exclude_calculated_properties=true&include=blueprint&include=identifier&include=properties.status");

        assertThat(found).containsExactly(
                "{\"blueprint\":\"jiraIssue\",\"identifier\":\"PA-1\",\"properties\":{\"status\":\"To Do\"}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "or|{\"property\":\"status\",\"operator\":\"=\",\"value\":\"Done\"}|PA-2",
        "or|{\"property\":\"status\",\"operator\":\"!=\",\"value\":\"Done\"}|PA-1,PA-3",
        "and|{\"property\":\"$title\",\"operator\":\"contains\",\"value\":\"PA-3\"}|PA-3",
        "and|{\"property\":\"parentIssue\",\"operator\":\"=\",\"value\":\"PA-1\"}|PA-3",
        "and|{\"property\":\"status\",\"operator\":\"isEmpty\"}|PA-3",
        "and|{\"combinator\":\"or\",\"rules\":[]}|none"})
    void rulesCompareWhatTheEntitiesHold(String combinator, String rule, String expected) throws Exception {
        start();
        port.bulk("jiraIssue", entity("PA-1", "status", "To Do"), entity("PA-2", "status", "Done"),
                related("PA-3", "parentIssue", "PA-1"));

        List<String> found = search("{\"combinator\":\"" + combinator + "\",\"rules\":[" + rule + "]}",
                "?include=identifier");

        assertThat(found.stream().map(one -> Json.parse(one).get("identifier").asText())
                .reduce((a, b) -> a + "," + b).orElse("none")).isEqualTo(expected);
    }

    @Test
    void aSearchThatPortCannotReadIsRefused() throws Exception {
        start();

        assertThat(port.send("POST", "/v1/entities/search", "{\"rules\":[]}").status()).isEqualTo(422);
        assertThat(port.send("POST", "/v1/entities/search", "{\"combinator\":\"and\",\"rules\":[{\"property\":\"a\","
                + "\"operator\":\"like\"}]}").status()).isEqualTo(422);
    }

    @Test
    void theEntitiesOfADatasourceComeInPages() throws Exception {
        start();
        port.bulk("jiraIssue", entity("PA-1"), entity("PA-2"), entity("PA-3"));
        port.send("POST", "/v1/blueprints/jiraIssue/entities?upsert=true", entity("PA-9").toString(), "User-Agent",
                "camel-jira-sync/jira/1.0/other");

        JsonNode first = ofDatasource(",\"limit\":2");
        JsonNode second = ofDatasource(",\"limit\":2,\"from\":\"" + first.get("next").asText() + "\"");

        assertThat(first.get("entities").toString()).isEqualTo("[{\"identifier\":\"PA-1\",\"blueprint\":\"jiraIssue\"},"
                + "{\"identifier\":\"PA-2\",\"blueprint\":\"jiraIssue\"}]");
        assertThat(second.get("entities").findValuesAsText("identifier")).containsExactly("PA-3");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void theEntitiesOfADatasourceCanBeThoseThatWereNotUpdatedSince() throws Exception {
        start();
        port.bulk("jiraIssue", entity("PA-1"), entity("PA-2"));
        clock.advance(Duration.ofMinutes(1));
        port.bulk("jiraIssue", entity("PA-2"));

        assertThat(ofDatasource(",\"before\":\"2026-11-20T12:00:30.000+00:00\"").get("entities")
                .findValuesAsText("identifier")).containsExactly("PA-1");
    }

    @Test
    void oneEntityIsDeletedOnceAndThenNotFound() throws Exception {
        start();
        port.bulk("jiraIssue", entity("PA 1/ü"));
        String path = "/v1/blueprints/jiraIssue/entities/PA%201%2F%C3%BC?delete_dependents=true";

        assertThat(port.send("DELETE", path, null).status()).isEqualTo(200);
        assertThat(port.send("DELETE", path, null).json().get("error").asText()).isEqualTo("not_found");
        assertThat(sandbox.port().counters().count(PortEvent.ENTITY_DELETED)).isEqualTo(1);
    }

    @Test
    void severalEntitiesAreDeletedAndThoseThatExistedAreNamed() throws Exception {
        start();
        port.bulk("jiraIssue", entity("PA-1"), entity("PA-2"), entity("PA-3"));

        assertThat(delete("?delete_dependents=true", "PA-3", "PA-7", "PA-1")).containsExactly("PA-3", "PA-1");
        assertThat(stored()).containsExactly("PA-2");
        assertThat(sandbox.port().counters().count(PortEvent.DELETE_CALL)).isEqualTo(1);
    }

    @Test
    void moreThanAHundredDeletionsAreRefusedAndAViolation() throws Exception {
        start();
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("entities");
        IntStream.range(0, 101).forEach(i -> list.add("PA-" + i));

        assertThat(port.send("POST", "/v1/blueprints/jiraIssue/bulk/entities/delete", body.toString()).status())
                .isEqualTo(422);
        assertThat(sandbox.violations()).singleElement().asString().endsWith("deletes 101 entities, more than 100");
    }

    @Test
    void aBulkDeletionMayDeleteOnlySome() throws Exception {
        start(PortBehaviour.standard().mostDeletedPerCall(2));
        port.bulk("jiraIssue", entity("PA-1"), entity("PA-2"), entity("PA-3"));

        assertThat(delete("", "PA-1", "PA-2", "PA-3")).containsExactly("PA-1", "PA-2");
        assertThat(delete("", "PA-3")).containsExactly("PA-3");
    }

    @Test
    void relationsToADeletedEntityAreEmptied() throws Exception {
        start();
        ObjectNode parent = entity("PA-1");
        parent.withObjectProperty("relations").putArray("subtasks").add("PA-2").add("PA-3");
        port.bulk("jiraIssue", entity("PA-2"), entity("PA-3"), parent, related("PA-4", "parentIssue", "PA-2"));

        delete("?delete_dependents=true", "PA-2");

        assertThat(stored()).containsExactlyInAnyOrder("PA-1", "PA-3", "PA-4");
        assertThat(sandbox.portEntities().find("jiraIssue", "PA-1").orElseThrow().relation("subtasks").toString())
                .isEqualTo("[\"PA-3\"]");
        assertThat(sandbox.portEntities().find("jiraIssue", "PA-4").orElseThrow().relation("parentIssue").isNull())
                .isTrue();
    }

    @Test
    void whatARequiredRelationHangsOnGoesOnlyWithItsDependents() throws Exception {
        start();
        sandbox.port().blueprints().define("{\"identifier\":\"note\",\"schema\":{\"properties\":{}},\"relations\":"
                + "{\"on\":{\"target\":\"jiraIssue\",\"required\":true}}}");
        port.bulk("jiraIssue", entity("PA-1"));
        port.bulk("note", related("n1", "on", "PA-1"));

        assertThat(delete("?delete_dependents=false", "PA-1")).isEmpty();
        assertThat(port.send("DELETE", "/v1/blueprints/jiraIssue/entities/PA-1", null).status()).isEqualTo(422);
        assertThat(delete("?delete_dependents=true", "PA-1")).containsExactly("PA-1");
        assertThat(stored()).isEmpty();
    }

    @Test
    void dependentsOfAnyRelationGoTooWhenPortIsLikeThat() throws Exception {
        start(PortBehaviour.standard().anyDependent(true));
        port.bulk("jiraIssue", entity("PA-1"), related("PA-2", "parentIssue", "PA-1"),
                related("PA-3", "parentIssue", "PA-2"), entity("PA-4"));

        assertThat(delete("?delete_dependents=true", "PA-1")).containsExactly("PA-1");
        assertThat(stored()).containsExactly("PA-4");
        assertThat(sandbox.port().counters().count(PortEvent.ENTITY_DELETED)).isEqualTo(3);
    }

    @Test
    void aBlueprintWithEntitiesIsNotDeleted() throws Exception {
        start();
        port.bulk("jiraIssue", entity("PA-1"));

        assertThat(port.send("DELETE", "/v1/blueprints/jiraIssue", null).status()).isEqualTo(409);
    }
}
