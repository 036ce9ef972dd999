package io.github.cameljirasync.sandbox;

import static io.github.cameljirasync.sandbox.PortClient.entity;
import static io.github.cameljirasync.sandbox.PortClient.related;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.port.PortEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortBulkTest {

    private Sandbox sandbox;
    private PortClient port;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        port = new PortClient(sandbox);
        PortClient.defineBlueprints(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private long count(PortEvent event) {
        return sandbox.port().counters().count(event);
    }

    private static ObjectNode[] issues(int count) {
        return IntStream.range(0, count).mapToObj(i -> entity("PA-" + i)).toArray(ObjectNode[]::new);
    }

    @Test
    void entitiesAreStoredAndAnsweredByTheirPlace() throws Exception {
        port.bulk("jiraIssue", entity("PA-1"));

        Client.Reply reply = port.bulk("jiraIssue", entity("PA-2", "status", "To Do"), entity("PA-1"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("entities").toString()).isEqualTo("[{\"identifier\":\"PA-2\",\"index\":0,"
                + "\"created\":true},{\"identifier\":\"PA-1\",\"index\":1,\"created\":false}]");
        assertThat(reply.json().get("errors")).isEmpty();
        assertThat(sandbox.portEntities().find("jiraIssue", "PA-2")).get()
                .satisfies(one -> assertThat(one.property("status").asText()).isEqualTo("To Do"));
        assertThat(count(PortEvent.BULK_CALL)).isEqualTo(2);
        assertThat(count(PortEvent.ENTITY_WRITTEN)).isEqualTo(3);
    }

    @Test
    void theGoodEntitiesOfACallAreStoredAndTheBadOnesAreNamed() throws Exception {
        Client.Reply reply = port.bulk("jiraIssue", entity("PA-1"), entity("PA-2", "created", "yesterday"),
                related("PA-3", "project", "NOPE"), entity("PA-4"));

        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.json().get("entities").findValuesAsText("index")).containsExactly("0", "3");
        JsonNode errors = reply.json().get("errors");
        assertThat(errors.findValuesAsText("index")).containsExactly("1", "2");
        assertThat(errors.findValuesAsText("identifier")).containsExactly("PA-2", "PA-3");
        assertThat(errors.findValuesAsText("statusCode")).containsExactly("422", "404");
        assertThat(errors.findValuesAsText("error")).containsExactly("invalid_request", "not_found");
        assertThat(errors.get(0).get("message").asText()).contains("created").contains("date-time");
        assertThat(errors.get(1).get("message").asText()).contains("NOPE").contains("jiraProject");
        assertThat(sandbox.portEntities().size("jiraIssue")).isEqualTo(2);
        assertThat(count(PortEvent.ENTITY_REFUSED)).isEqualTo(2);
    }

    @Test
    void aParentEarlierInTheCallIsThereForItsChild() throws Exception {
        Client.Reply wrongOrder = port.bulk("jiraIssue", related("PA-2", "parentIssue", "PA-1"), entity("PA-1"));
        Client.Reply rightOrder = port.bulk("jiraIssue", entity("PA-3"), related("PA-4", "parentIssue", "PA-3"));

        assertThat(wrongOrder.json().get("errors").findValuesAsText("identifier")).containsExactly("PA-2");
        assertThat(rightOrder.status()).isEqualTo(200);
    }

    @Test
    void missingTargetsAreCreatedWhenAsked() throws Exception {
        ObjectNode issue = related("PA-1", "project", "PA");
        issue.withObjectProperty("relations").putArray("subtasks").add("PA-2").add("PA-3");

        assertThat(port.bulk("jiraIssue", "true", issue).status()).isEqualTo(200);

        assertThat(sandbox.portEntities().find("jiraProject", "PA")).get()
                .satisfies(one -> assertThat(one.properties()).isEmpty());
        assertThat(sandbox.portEntities().size("jiraIssue")).isEqualTo(3);
        assertThat(count(PortEvent.ENTITY_CREATED_AS_TARGET)).isEqualTo(3);
        assertThat(count(PortEvent.ENTITY_WRITTEN)).isEqualTo(1);
        assertThat(port.bulk("jiraIssue", entity("PA-2")).json().at("/entities/0/created").asBoolean()).isFalse();
    }

    @Test
    void moreThanTwentyEntitiesAreTooLargeAndAViolation() throws Exception {
        assertThat(port.bulk("jiraIssue", issues(20)).status()).isEqualTo(200);
        assertThat(sandbox.violations()).isEmpty();

        Client.Reply reply = port.bulk("jiraIssue", issues(21));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(sandbox.violations()).singleElement().asString().endsWith("has 21 entities, more than 20");
        assertThat(sandbox.portEntities().size()).isEqualTo(20);
    }

    @Test
    void moreThanOneMebibyteIsTooLargeAndAViolation() throws Exception {
        Client.Reply reply = port.bulk("jiraIssue", entity("PA-1", "status", "x".repeat(1_048_576)));

        assertThat(reply.status()).isEqualTo(413);
        assertThat(sandbox.violations()).singleElement().asString().endsWith("more than 1 MiB");
        assertThat(sandbox.portEntities().size()).isZero();
    }

    @Test
    void anEntityOfAnotherBlueprintIsRefusedAndAViolation() throws Exception {
        Client.Reply reply = port.bulk("jiraIssue", entity("PA-1").put("blueprint", "jiraIssue"),
                entity("PA").put("blueprint", "jiraProject"));

        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.json().at("/errors/0/identifier").asText()).isEqualTo("PA");
        assertThat(sandbox.violations()).singleElement().asString().endsWith("carries PA of blueprint jiraProject");
    }

    @Test
    void whatIsSentAgainUnchangedIsCounted() throws Exception {
        ObjectNode issue = related("PA-1", "parentIssue", null);
        issue.withObjectProperty("properties").put("status", "To Do").putNull("priority");
        port.bulk("jiraIssue", issue);
        port.bulk("jiraIssue", issue);
        assertThat(count(PortEvent.ENTITY_UNCHANGED)).isEqualTo(1);

        issue.withObjectProperty("properties").put("priority", "High");
        port.bulk("jiraIssue", issue);

        assertThat(count(PortEvent.ENTITY_UNCHANGED)).isEqualTo(1);
        assertThat(count(PortEvent.ENTITY_WRITTEN)).isEqualTo(3);
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void anEntityIsRefusedAsOftenAsTheTestSays() throws Exception {
        sandbox.port().refusals().refuse("PA-1", 500, "internal_error", 2);

        assertThat(port.bulk("jiraIssue", entity("PA-1"), entity("PA-2")).json().at("/errors/0/statusCode").asInt())
                .isEqualTo(500);
        assertThat(port.upsert("jiraIssue", entity("PA-1").toString()).status()).isEqualTo(500);
        assertThat(port.upsert("jiraIssue", entity("PA-1").toString()).status()).isEqualTo(201);
    }

    @Test
    void anIdentifierCanBeASearch() throws Exception {
        port.bulk("jiraIssue", entity("PA-1", "status", "To Do"));
        String search = "{\"combinator\":\"and\",\"rules\":[{\"property\":\"status\",\"operator\":\"=\","
                + "\"value\":\"%s\"}]}";
        ObjectNode found = entity("x", "priority", "High");
        found.set("identifier", Json.parse(search.formatted("To Do")));
        ObjectNode lost = entity("x");
        lost.set("identifier", Json.parse(search.formatted("Done")));

        Client.Reply reply = port.bulk("jiraIssue", found, lost);

        assertThat(reply.json().at("/entities/0/identifier").asText()).isEqualTo("PA-1");
        assertThat(reply.json().at("/errors/0/identifier").asText()).isEqualTo("unknown");
        assertThat(reply.json().at("/errors/0/statusCode").asInt()).isEqualTo(404);
        assertThat(sandbox.portEntities().size()).isEqualTo(1);
    }

    @Test
    void validationOnlyJudgesEachEntityAndStoresNone() throws Exception {
        ObjectNode body = Json.object();
        body.putArray("entities").add(entity("PA-1")).add(entity("PA-2", "url", "none"));

        Client.Reply reply = port.send("POST",
                "/v1/blueprints/jiraIssue/entities/bulk?upsert=true&validation_only=true", body.toString());

        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.json().at("/errors/0/index").asInt()).isEqualTo(1);
        assertThat(sandbox.portEntities().size()).isZero();
        assertThat(count(PortEvent.BULK_CALL)).isZero();
    }

    @Test
    void aBodyWithoutEntitiesIsRefusedAsAWhole() throws Exception {
        assertThat(port.bulk("jiraIssue").status()).isEqualTo(422);
        assertThat(port.send("POST", "/v1/blueprints/jiraIssue/entities/bulk", "{").status()).isEqualTo(422);
        assertThat(port.bulk("unknown", entity("PA-1")).status()).isEqualTo(404);
    }
}
