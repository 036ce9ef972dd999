package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameljirasync.sandbox.jira.Flavour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JiraCredentialsTest {

    private static final String SEARCH = "{\"jql\":\"project = A\"}";
    private static final String LOGIN_REASON = "x-seraph-loginreason";

    private Sandbox sandbox;
    private Client client;

    private void start(Flavour flavour) {
        sandbox = Sandbox.start(new SandboxOptions().flavour(flavour));
        client = new Client(sandbox);
        sandbox.issues().add("A", one -> one.summary("one"));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aWrongTokenIsTakenForAStrangerAndOnlyMyselfSaysSo() throws Exception {
        start(Flavour.CLOUD);
        String wrong = Client.basic(sandbox.email(), "wrong");

        Client.Reply search = client.jiraAs(wrong, "POST", "/rest/api/3/search/jql", SEARCH);
        assertThat(search.status()).isEqualTo(200);
        assertThat(search.body()).isEqualTo("{\"issues\":[],\"isLast\":true}");
        assertThat(search.header(LOGIN_REASON)).isEqualTo("AUTHENTICATED_FAILED");
        assertThat(client.jiraAs(wrong, "GET", "/rest/api/3/issue/A-1", null).status()).isEqualTo(404);
        assertThat(client.jiraAs(wrong, "GET", "/rest/api/3/field", null).status()).isEqualTo(200);
        assertThat(client.jiraAs(wrong, "POST", "/rest/api/3/search/approximate-count", SEARCH).body())
                .isEqualTo("{\"count\":0}");
        assertThat(client.jiraAs(wrong, "GET", "/rest/api/3/project/search", null).json().get("values")).isEmpty();
        Client.Reply myself = client.jiraAs(wrong, "GET", "/rest/api/3/myself", null);
        assertThat(myself.status()).isEqualTo(401);
        assertThat(myself.header(LOGIN_REASON)).isEqualTo("AUTHENTICATED_FAILED");
    }

    @Test
    void withoutUserNameThereIsNoLoginReason() throws Exception {
        start(Flavour.CLOUD);

        Client.Reply search = client.jiraAs(null, "POST", "/rest/api/3/search/jql", SEARCH);
        assertThat(search.json().get("issues")).isEmpty();
        assertThat(search.header(LOGIN_REASON)).isNull();
        assertThat(client.jiraAs(null, "GET", "/rest/api/3/myself", null).status()).isEqualTo(401);
        assertThat(client.jiraAs(null, "GET", "/rest/api/3/serverInfo", null).json().get("deploymentType").asText())
                .isEqualTo("Cloud");
    }

    @Test
    void bearerTokensOnCloudAreRefusedInTheirOwnWays() throws Exception {
        start(Flavour.CLOUD);

        Client.Reply opaque = client.jiraAs("Bearer abc", "GET", "/rest/api/3/serverInfo", null);
        assertThat(opaque.status()).isEqualTo(403);
        assertThat(opaque.body()).isEqualTo("{\"error\":\"Failed to parse Connect Session Auth Token\"}");
        Client.Reply jwt = client.jiraAs("Bearer aaa.bbb.ccc", "GET", "/rest/api/3/serverInfo", null);
        assertThat(jwt.status()).isEqualTo(401);
        assertThat(jwt.header("Content-Type")).startsWith("text/html");
        assertThat(client.jiraAs("bearer abc", "GET", "/rest/api/3/serverInfo", null).status()).isEqualTo(200);
    }

    @Test
    void credentialsCanBeRevokedAndReplacedWhileItRuns() throws Exception {
        start(Flavour.CLOUD);

        sandbox.jiraCredentials().revokeAll();
        assertThat(client.jira("GET", "/rest/api/3/myself", null).status()).isEqualTo(401);
        sandbox.jiraCredentials().replace(sandbox.email(), "new");
        assertThat(client.jiraAs(Client.basic(sandbox.email(), "new"), "GET", "/rest/api/3/myself", null).status())
                .isEqualTo(200);
    }

    @Test
    void dataCenterKnowsPersonalAccessTokens() throws Exception {
        start(Flavour.DATA_CENTER);

        assertThat(client.jira("GET", "/rest/api/2/myself", null).json().get("name").asText()).isEqualTo("sync");
        Client.Reply myself = client.jiraAs("Bearer wrong", "GET", "/rest/api/2/myself", null);
        assertThat(myself.status()).isEqualTo(401);
        assertThat(myself.header(LOGIN_REASON)).isNull();
        assertThat(myself.json().get("status-code").asInt()).isEqualTo(401);
        assertThat(client.jiraAs("Bearer wrong", "POST", "/rest/api/2/search", SEARCH).json().get("total").asInt())
                .isZero();
    }

    @Test
    void aWrongPasswordOnDataCenterGetsALoginPageAndThenACaptcha() throws Exception {
        start(Flavour.DATA_CENTER);
        String wrong = Client.basic(sandbox.email(), sandbox.jiraToken());

        Client.Reply reply = client.jiraAs(wrong, "POST", "/rest/api/2/search", SEARCH);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header(LOGIN_REASON)).isEqualTo("AUTHENTICATED_FAILED");
        assertThat(reply.body()).startsWith("<!DOCTYPE html>");
        for (int i = 0; i < 4; i++) {
            client.jiraAs(wrong, "GET", "/rest/api/2/myself", null);
        }
        assertThat(client.jiraAs(wrong, "GET", "/rest/api/2/myself", null).status()).isEqualTo(403);
    }

    @Test
    void dataCenterPagesByStartAt() throws Exception {
        start(Flavour.DATA_CENTER);
        for (int i = 0; i < 4; i++) {
            sandbox.issues().add("A", one -> one.description("Hello"));
        }

        Client.Reply reply = client.jira("GET",
                "/rest/api/2/search?jql=project%3DA+ORDER+BY+key&startAt=3&maxResults=3", null);

        assertThat(reply.json().get("total").asInt()).isEqualTo(5);
        assertThat(reply.json().get("issues").findValuesAsText("key")).contains("A-4", "A-5").doesNotContain("A-3");
        assertThat(reply.json().at("/issues/0/fields/description").asText()).isEqualTo("Hello");
        assertThat(client.jira("POST", "/rest/api/2/search", "{\"jql\":\"id in (10001, 99999)\"}").status())
                .isEqualTo(400);
        assertThat(client.jira("POST", "/rest/api/2/search",
                "{\"jql\":\"id in (10001, 99999)\",\"validateQuery\":false,\"fields\":[\"id\"]}").json()
                .get("total").asInt()).isEqualTo(1);
        assertThat(client.jira("POST", "/rest/api/2/search/jql", SEARCH).status()).isEqualTo(404);
    }
}
