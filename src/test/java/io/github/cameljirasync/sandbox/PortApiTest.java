package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.port.Entity;
import io.github.cameljirasync.sandbox.port.PortBehaviour;
import io.github.cameljirasync.sandbox.port.PortEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortApiTest {

    private final SettableClock clock = new SettableClock("2026-11-20T12:00:00Z");
    private Sandbox sandbox;
    private PortClient port;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(new SandboxOptions().clock(clock)
                .port(PortBehaviour.standard().tokenLife(Duration.ofSeconds(30))));
        port = new PortClient(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode blueprint(String identifier) throws Exception {
        for (JsonNode one : Json.parse(PortClient.resource("blueprints.json"))) {
            if (one.get("identifier").asText().equals(identifier)) {
                return one;
            }
        }
        throw new AssertionError("No blueprint " + identifier);
    }

    @Test
    void aTokenIsIssuedToTheClientOnly() throws Exception {
        Client.Reply right = port.askForToken();

        assertThat(right.json().get("tokenType").asText()).isEqualTo("Bearer");
        assertThat(right.json().get("expiresIn").asLong()).isEqualTo(30);
        assertThat(right.json().get("accessToken").asText().split("\\.")).hasSize(3);
        assertThat(port.askForToken(sandbox.port().tokens().clientId(), "wrong").status()).isEqualTo(401);
        assertThat(sandbox.port().counters().count(PortEvent.TOKEN_ISSUED)).isEqualTo(1);
    }

    @Test
    void aTokenReallyExpires() throws Exception {
        assertThat(port.send("GET", "/v1/blueprints", null).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(29));
        assertThat(port.send("GET", "/v1/blueprints", null).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        Client.Reply expired = port.send("GET", "/v1/blueprints", null);

        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.json().get("ok").asBoolean()).isFalse();
        port.forgetToken();
        assertThat(port.send("GET", "/v1/blueprints", null).status()).isEqualTo(200);
    }

    @Test
    void tokensCanBeTakenAwayAtAnyTime() throws Exception {
        port.send("GET", "/v1/blueprints", null);
        sandbox.port().tokens().expireAll();

        assertThat(port.send("GET", "/v1/blueprints", null).status()).isEqualTo(401);
    }

    @Test
    void aBlueprintIsCreatedReadChangedAndDeleted() throws Exception {
        JsonNode project = blueprint("jiraProject");
        assertThat(port.send("GET", "/v1/blueprints/jiraProject", null).status()).isEqualTo(404);
        assertThat(port.send("POST", "/v1/blueprints", project.toString()).status()).isEqualTo(201);

        Client.Reply again = port.send("POST", "/v1/blueprints", project.toString());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("error").asText()).isEqualTo("identifier_taken");
        assertThat(port.send("GET", "/v1/blueprints/jiraProject", null).json().get("blueprint")).isEqualTo(project);
        port.send("PATCH", "/v1/blueprints/jiraProject", "{\"title\":\"Another title\"}");
        assertThat(port.send("GET", "/v1/blueprints", null).json().at("/blueprints/0/title").asText())
                .isEqualTo("Another title");
        assertThat(port.send("DELETE", "/v1/blueprints/jiraProject", null).status()).isEqualTo(200);
        assertThat(sandbox.port().blueprints().all()).isEmpty();
    }

    @Test
    void aBlueprintWhoseRelationLeadsNowhereIsRefused() throws Exception {
        Client.Reply early = port.send("POST", "/v1/blueprints", blueprint("jiraTeam").toString());
        assertThat(early.status()).isEqualTo(404);
        assertThat(early.json().get("message").asText()).contains("jiraUser");

        port.send("POST", "/v1/blueprints", blueprint("jiraUser").toString());

        assertThat(port.send("POST", "/v1/blueprints", blueprint("jiraTeam").toString()).status()).isEqualTo(201);
        assertThat(port.send("DELETE", "/v1/blueprints/jiraUser", null).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project", "team", "issue"})
    void thePagesSampleEntitiesAreTakenAndAnsweredAsTheyWere(String kind) throws Exception {
        PortClient.defineBlueprints(sandbox);
        JsonNode sample = Json.parse(PortClient.resource(kind + "-entity.json"));
        String blueprint = "jira" + kind.substring(0, 1).toUpperCase() + kind.substring(1);

        Client.Reply reply = port.upsert(blueprint, sample.toString());

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        JsonNode stored = port.send("GET", "/v1/blueprints/" + blueprint + "/entities/"
                + sample.get("identifier").asText(), null).json().get("entity");
        assertThat(stored).isEqualTo(reply.json().get("entity"));
        for (String member : new String[] {"identifier", "title", "properties", "relations"}) {
            assertThat(stored.get(member)).isEqualTo(sample.get(member));
        }
    }

    @Test
    void thePagesSampleUserIsTakenWithoutThePropertiesThatItsBlueprintLacks() throws Exception {
        PortClient.defineBlueprints(sandbox);
        ObjectNode sample = (ObjectNode) Json.parse(PortClient.resource("user-entity.json"));
        assertThat(port.upsert("jiraUser", sample.toString()).json().get("message").asText())
                .contains("has no property \"accountId\"");

        sample.withObjectProperty("properties").remove(List.of("accountId", "displayName"));

        assertThat(port.upsert("jiraUser", sample.toString()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "jiraProject|url|\"no url\"|must match format \"url\"",
        "jiraProject|url|7|must be string",
        "jiraProject|totalIssues|\"7\"|must be number",
        "jiraProject|colour|\"red\"|has no property \"colour\"",
        "jiraUser|emailAddress|\"mia\"|must match format \"email\"",
        "jiraUser|active|\"true\"|must be boolean",
        "jiraTeam|teamType|\"SECRET\"|must be equal to one of the allowed values",
        "jiraIssue|creator|\"Mia Krystof\"|must match format \"user\"",
        "jiraIssue|created|\"None\"|must match format \"date-time\"",
        "jiraIssue|labels|\"infra\"|must be array",
        "jiraIssue|components|[{\"name\":\"API\"}]|at index 0 must be string"})
    void aPropertyThatDoesNotFitTheSchemaIsNamed(String blueprint, String property, String value, String mistake)
            throws Exception {
        PortClient.defineBlueprints(sandbox);
        ObjectNode entity = PortClient.entity("X-1");
        entity.withObjectProperty("properties").set(property, Json.parse(value));

        Client.Reply reply = port.upsert(blueprint, entity.toString());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("message").asText()).contains(property).contains(mistake);
        assertThat(sandbox.portEntities().size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"project|[\"PA\"]|must be string",
        "subtasks|\"PA-2\"|must be array of string", "subtasks|[7]|must be array of string",
        "epic|\"PA-2\"|has no relation \"epic\""})
    void aRelationOfTheWrongShapeIsNamed(String relation, String value, String mistake) throws Exception {
        PortClient.defineBlueprints(sandbox);
        ObjectNode entity = PortClient.entity("X-1");
        entity.withObjectProperty("relations").set(relation, Json.parse(value));

        Client.Reply reply = port.upsert("jiraIssue", entity.toString());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().get("message").asText()).contains(mistake);
    }

    @Test
    void requiredPropertiesAndRelationsMustBeThere() throws Exception {
        sandbox.port().blueprints().define("{\"identifier\":\"box\",\"schema\":{\"properties\":{\"size\":{\"type\":"
                + "\"number\"}},\"required\":[\"size\"]},\"relations\":{"
                + "\"in\":{\"target\":\"box\",\"required\":true}}}");

        assertThat(port.upsert("box", "{\"identifier\":\"a\",\"properties\":{\"size\":null}}").json().get("message")
                .asText()).contains("required property 'size'");
        assertThat(port.upsert("box", "{\"identifier\":\"a\",\"properties\":{\"size\":1}}").json().get("message")
                .asText()).contains("required relation 'in'");
        assertThat(port.upsert("box", "{\"identifier\":\"a\",\"properties\":{\"size\":1},\"relations\":{\"in\":\"a\"}}")
                .status()).isEqualTo(201);
        assertThat(port.upsert("box", "{\"identifier\":\"a\",\"title\":\"A\"}").status())
                .as("what is stored counts when it is merged").isEqualTo(200);
    }

    @Test
    void mergeKeepsWhatIsNotSentAndNullBlanks() throws Exception {
        PortClient.defineBlueprints(sandbox);
        ObjectNode first = PortClient.entity("PA-1", "status", "To Do");
        first.withObjectProperty("properties").put("priority", "High");
        port.upsert("jiraIssue", first.toString());

        port.upsert("jiraIssue", "{\"identifier\":\"PA-1\",\"properties\":{\"status\":null}}");

        Entity merged = sandbox.portEntities().find("jiraIssue", "PA-1").orElseThrow();
        assertThat(merged.property("status").isNull()).isTrue();
        assertThat(merged.property("priority").asText()).isEqualTo("High");
        assertThat(merged.title()).isEqualTo("Title of PA-1");
        port.send("POST", "/v1/blueprints/jiraIssue/entities?upsert=true",
                "{\"identifier\":\"PA-1\",\"properties\":{\"status\":\"Done\"}}");
        Entity replaced = sandbox.portEntities().find("jiraIssue", "PA-1").orElseThrow();
        assertThat(replaced.properties().toString()).isEqualTo("{\"status\":\"Done\"}");
        assertThat(replaced.title()).isNull();
    }

    @Test
    void withoutUpsertAnEntityThatExistsIsAConflict() throws Exception {
        PortClient.defineBlueprints(sandbox);
        String entity = PortClient.entity("PA").toString();

        assertThat(port.send("POST", "/v1/blueprints/jiraProject/entities", entity).status()).isEqualTo(201);
        assertThat(port.send("POST", "/v1/blueprints/jiraProject/entities", entity).status()).isEqualTo(409);
    }

    @Test
    void validationOnlyChecksAndStoresNothing() throws Exception {
        PortClient.defineBlueprints(sandbox);
        String path = "/v1/blueprints/jiraProject/entities?upsert=true&validation_only=true";

        assertThat(port.send("POST", path, PortClient.entity("PA").toString()).status()).isEqualTo(200);
        assertThat(port.send("POST", path, PortClient.entity("PA", "url", "none").toString()).status()).isEqualTo(422);
        assertThat(sandbox.portEntities().size()).isZero();
        assertThat(sandbox.port().counters().count(PortEvent.VALIDATION_CALL)).isEqualTo(2);
        assertThat(sandbox.port().counters().count(PortEvent.SINGLE_CALL)).isZero();
    }

    @Test
    void anUnknownBlueprintOrPathIsNotFound() throws Exception {
        assertThat(port.upsert("jiraIssue", PortClient.entity("PA-1").toString()).json().get("error").asText())
                .isEqualTo("not_found");
        assertThat(port.send("GET", "/v1/nothing", null).status()).isEqualTo(404);
    }
}
