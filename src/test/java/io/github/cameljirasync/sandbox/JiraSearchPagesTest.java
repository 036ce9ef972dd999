package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JiraSearchPagesTest {

    private final SettableClock clock = new SettableClock("2026-04-28T13:33:15.492Z");
    private Sandbox sandbox;
    private Client client;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void start(int issues, SandboxOptions options) {
        sandbox = Sandbox.start(options.clock(clock));
        client = new Client(sandbox);
        for (int i = 1; i <= issues; i++) {
            int number = i;
            sandbox.issues().add("A", one -> one.summary("Issue " + number));
        }
    }

    private List<List<String>> pages(int maxResults) throws Exception {
        List<List<String>> pages = new ArrayList<>();
        ObjectNode request = Json.object().put("jql", "project = A ORDER BY updated ASC, key ASC")
                .put("maxResults", maxResults);
        request.putArray("fields").add("summary");
        JsonNode reply;
        do {
            reply = client.search(request.toString()).json();
            List<String> keys = new ArrayList<>();
            reply.get("issues").forEach(issue -> keys.add(issue.get("key").asText()));
            pages.add(keys);
            assertThat(reply.has("total")).isFalse();
            assertThat(reply.get("isLast").asBoolean()).isEqualTo(!reply.has("nextPageToken"));
            request.set("nextPageToken", reply.get("nextPageToken"));
        } while (reply.has("nextPageToken"));
        return pages;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "7,7", "10,10", "20,10", "3,100", "23,5", "5000,100"})
    void everyIssueComesOnceForAnyPageLengthAndCap(int maxResults, int cap) throws Exception {
        start(23, new SandboxOptions().pageCap(cap));

        List<List<String>> pages = pages(maxResults);

        assertThat(pages.stream().flatMap(List::stream)).hasSize(23).doesNotHaveDuplicates().startsWith("A-1")
                .endsWith("A-23");
        assertThat(pages).allSatisfy(page -> assertThat(page).hasSizeLessThanOrEqualTo(Math.min(maxResults, cap)));
    }

    @Test
    void pagesMayBeShortEmptyAndRepeatAnIssue() throws Exception {
        start(20, new SandboxOptions());
        sandbox.searchQuirks().shortPages(true);
        sandbox.searchQuirks().emptyPages(2);
        sandbox.searchQuirks().repeatedIssues(1);

        List<List<String>> pages = pages(5);

        assertThat(pages.get(0)).isEmpty();
        assertThat(pages.get(1)).isEmpty();
        assertThat(pages.stream().flatMap(List::stream).toList()).hasSize(21);
        assertThat(pages.stream().flatMap(List::stream).distinct()).hasSize(20);
    }

    @Test
    void aTokenCanComeBackForEver() throws Exception {
        start(3, new SandboxOptions());
        sandbox.searchQuirks().repeatedTokens(1);
        String first = client.search("{\"jql\":\"project = A\",\"maxResults\":1}").json().get("nextPageToken").asText();

        JsonNode second = client.search("{\"jql\":\"project = A\",\"maxResults\":1,\"nextPageToken\":\"" + first
                + "\"}").json();

        assertThat(second.get("nextPageToken").asText()).isEqualTo(first);
    }

    @Test
    void aTokenBelongsToTheQueryThatIssuedIt() throws Exception {
        start(3, new SandboxOptions());
        String token = client.search("{\"jql\":\"project = A\",\"maxResults\":1}").json().get("nextPageToken").asText();

        assertThat(client.search("{\"jql\":\"project = A\",\"nextPageToken\":\"" + token + "\"}").status())
                .isEqualTo(200);
        assertThat(client.search("{\"jql\":\"project in (A)\",\"nextPageToken\":\"" + token + "\"}").status())
                .isEqualTo(400);
        assertThat(client.search("{\"jql\":\"project = A\",\"nextPageToken\":\"junk\"}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"jql\":\"project = A\",\"startAt\":0}", "{\"jql\":[\"project = A\"]}", "[]", "no json",
        "{\"jql\":\"project = A\",\"maxResults\":\"50\"}", "{\"jql\":\"project = A\",\"fields\":\"summary\"}",
        "{\"jql\":\"project = A\",\"failFast\":true}"})
    void theBodyIsReadStrictly(String body) throws Exception {
        start(1, new SandboxOptions());

        Client.Reply reply = client.search(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("Invalid request payload").doesNotContain("\"errors\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "5001", "null"})
    void maxResultsIsFrom1To5000(String maxResults) throws Exception {
        start(1, new SandboxOptions());

        assertThat(client.search("{\"jql\":\"project = A\",\"maxResults\":" + maxResults + "}").status())
                .isEqualTo(400);
    }

    @Test
    void getIgnoresUnknownParametersAndKnowsTheSameFields() throws Exception {
        start(1, new SandboxOptions());

        Client.Reply reply = client.jira("GET", "/rest/api/3/search/jql?jql=project%20%3D%20A&startAt=7&fields=summary,"
                + "status", null);

        assertThat(reply.json().at("/issues/0/fields").fieldNames()).toIterable().containsExactly("summary", "status");
    }

    @Test
    void withoutFieldsAnIssueIsItsIdAlone() throws Exception {
        start(1, new SandboxOptions());

        assertThat(client.search("{\"jql\":\"project = A\"}").json().get("issues").get(0).toString())
                .isEqualTo("{\"id\":\"10001\"}");
    }

    @Test
    void fieldsCanBeAllAndLessSome() throws Exception {
        start(1, new SandboxOptions());

        JsonNode fields = client.search("{\"jql\":\"project = A\",\"fields\":[\"*all\",\"-description\"]}").json()
                .at("/issues/0/fields");

        assertThat(fields.has("comment")).isTrue();
        assertThat(fields.has("description")).isFalse();
        assertThat(fields.get("customfield_10016").isNull()).isTrue();
    }

    @Test
    void datesAreInTheAccountsZoneWithAnOffsetWithoutColon() throws Exception {
        start(1, new SandboxOptions().accountZone(ZoneId.of("Europe/Warsaw")));

        assertThat(client.search("{\"jql\":\"project = A\",\"fields\":[\"updated\"]}").body())
                .contains("\"updated\":\"2026-04-28T15:33:15.492+0200\"");
    }

    @Test
    void descriptionsAreAdfOnV3AndWikiTextOnV2() throws Exception {
        start(0, new SandboxOptions());
        sandbox.issues().add("A", one -> one.description("Hello"));
        String body = "{\"jql\":\"project = A\",\"fields\":[\"description\"]}";

        assertThat(client.search(body).json().at("/issues/0/fields/description/type").asText()).isEqualTo("doc");
        assertThat(client.jira("POST", "/rest/api/2/search/jql", body).json().at("/issues/0/fields/description")
                .asText()).isEqualTo("Hello");
    }

    @Test
    void aChangeIsSearchableOnlyAfterTheIndexLag() throws Exception {
        start(1, new SandboxOptions());
        sandbox.issues().indexLag(Duration.ofSeconds(30));
        clock.advance(Duration.ofMinutes(1));
        sandbox.issues().change("A-1", one -> one.summary("Changed"));
        String recent = "updated >= " + clock.millis();

        assertThat(client.keys(recent)).isEmpty();
        assertThat(client.jira("GET", "/rest/api/3/issue/A-1", null).json().at("/fields/summary").asText())
                .isEqualTo("Changed");
        assertThat(client.search("{\"jql\":\"" + recent + "\",\"reconcileIssues\":[10001]}").json().get("issues"))
                .hasSize(1);
        clock.advance(Duration.ofSeconds(30));
        assertThat(client.keys(recent)).containsExactly("A-1");
    }

    @Test
    void anIssueCanDisappearFromSearchForAWhile() throws Exception {
        start(2, new SandboxOptions());
        sandbox.issues().disappear("A-1", Duration.ofSeconds(5));

        assertThat(client.keys("project = A")).containsExactly("A-2");
        clock.advance(Duration.ofSeconds(5));
        assertThat(client.keys("project = A ORDER BY key")).containsExactly("A-1", "A-2");
    }

    @Test
    void bulkfetchAnswersInOrderOfIdAndLeavesOutWhatIsMissing() throws Exception {
        start(3, new SandboxOptions());
        sandbox.issues().addProject("B", "Second");
        sandbox.issues().move("A-2", "B");
        sandbox.issues().archive("A-3");

        JsonNode reply = client.jira("POST", "/rest/api/3/issue/bulkfetch",
                "{\"issueIdsOrKeys\":[\"10003\",\"a-2\",\"10001\",\"99999\"],\"fields\":[\"summary\"]}").json();

        assertThat(reply.get("issues").findValuesAsText("key")).containsExactly("A-1", "B-1", "A-3");
        assertThat(reply.get("issueErrors")).isEmpty();
        assertThat(client.jira("POST", "/rest/api/3/issue/bulkfetch", "{\"issueIdsOrKeys\":[]}").status())
                .isEqualTo(400);
    }

    @Test
    void theOldSearchIsGone() throws Exception {
        start(1, new SandboxOptions());

        assertThat(client.jira("GET", "/rest/api/3/search?jql=project=A", null).status()).isEqualTo(410);
        assertThat(client.jira("POST", "/rest/api/2/search", "{}").status()).isEqualTo(410);
    }

    @Test
    void parseTellsWhatIsWrongWithAQuery() throws Exception {
        start(1, new SandboxOptions());

        JsonNode queries = client.jira("POST", "/rest/api/3/jql/parse?validation=strict",
                "{\"queries\":[\"project = A\",\"project = \\\"A\",\"universe = 1\"]}").json().get("queries");

        assertThat(queries.get(0).has("errors")).isFalse();
        assertThat(queries.get(1).get("errors")).hasSize(1);
        assertThat(queries.get(2).get("errors")).hasSize(1);
    }
}
