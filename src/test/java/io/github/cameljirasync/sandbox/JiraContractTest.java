package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.cameljirasync.sandbox.http.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers keep to the schemas of Atlassian's own API description. */
class JiraContractTest {

    private static final String SEARCH = "{\"jql\":\"project = SHOP\",\"maxResults\":20,\"fields\":[\"*all\"]}";

    private static Sandbox sandbox;
    private static Client client;
    private static ObjectNode schemas;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start();
        client = new Client(sandbox);
        new DemoData(sandbox.issues(), 1).seed(40, Instant.parse("2026-11-20T12:00:00Z"));
        try (InputStream in = JiraContractTest.class.getResourceAsStream("/openapi/jira-cloud-v3-answers.json")) {
            schemas = (ObjectNode) Json.parse(in.readAllBytes());
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Set<ValidationMessage> mistakes(String name, String body) {
        ObjectNode schema = schemas.deepCopy().put("$ref", "#/$defs/answer-" + name);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema)
                .validate(Json.parse(body), context -> context.getExecutionConfig().setFormatAssertionsEnabled(false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "search|POST|/rest/api/3/search/jql|" + SEARCH,
        "search|POST|/rest/api/3/search/jql|{\"jql\":\"project = SHOP\"}",
        "search|GET|/rest/api/3/search/jql?jql=project%3DSHOP&fields=summary|",
        "search|POST|/rest/api/3/search/jql|{\"jql\":\"project = SHOP\",\"fields\":[\"*all\"],"
                + "\"expand\":\"names,changelog,renderedFields\"}",
        "bulkfetch|POST|/rest/api/3/issue/bulkfetch|{\"issueIdsOrKeys\":[\"10001\",\"10002\"],\"expand\":[\"changelog\"]}",
        "bulkfetch|POST|/rest/api/3/issue/bulkfetch|{\"issueIdsOrKeys\":[\"10001\",\"10002\",\"1\"]}",
        "count|POST|/rest/api/3/search/approximate-count|{\"jql\":\"project = SHOP\"}",
        "myself|GET|/rest/api/3/myself|",
        "field|GET|/rest/api/3/field|",
        "serverInfo|GET|/rest/api/3/serverInfo|",
        "projects|GET|/rest/api/3/project/search?expand=insight|",
        "issue|GET|/rest/api/3/issue/10001|",
        "jqlMatch|POST|/rest/api/3/jql/match|{\"issueIds\":[10001,10002,1],\"jqls\":[\"project = SHOP\",\"project = \"]}",
        "jqlParse|POST|/rest/api/3/jql/parse|{\"queries\":[\"project = SHOP\",\"project = \"]}",
    })
    void anAnswerKeepsToItsSchema(String name, String method, String path, String body) throws Exception {
        Client.Reply reply = client.jira(method, path, body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(mistakes(name, reply.body())).isEmpty();
    }

    @Test
    void theSchemasDoRefuseWhatIsWrong() {
        assertThat(mistakes("search", "{\"issues\":[],\"total\":3}")).isNotEmpty();
        assertThat(mistakes("count", "{\"count\":\"three\"}")).isNotEmpty();
        assertThat(mistakes("field", "{\"id\":\"summary\"}")).isNotEmpty();
        assertThat(new String(Json.bytes(schemas), StandardCharsets.UTF_8)).contains("fea6054694f99860c85887a64b9f");
    }
}
