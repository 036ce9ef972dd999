package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.jira.Directory;
import io.github.cameljirasync.sandbox.jira.Issue;
import io.github.cameljirasync.sandbox.jira.Person;
import io.github.cameljirasync.sandbox.jira.Team;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, teams, projects and the fields of issues that Port's mapping reads. */
class JiraDirectoryTest {

    private static final String TEAMS = "/gateway/api/public/teams/v1/org/" + DemoData.ORGANIZATION + "/teams";
    private static final Person MIA = new Person("712020:mia", "mia", "Mia Krystof", "mia@example.com");

    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode get(String path) throws Exception {
        Client.Reply reply = client.jira("GET", path, null);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static void addUsers(Directory directory, int count) {
        IntStream.range(0, count).forEach(i -> directory.add(new Person("u" + i, "u" + i, "User " + i, null)));
    }

    private static Team team(String id, List<String> members) {
        return new Team(id, DemoData.ORGANIZATION, "Team " + id, null, "OPEN", members);
    }

    @Test
    void usersComeInPagesUntilAnEmptyOne() throws Exception {
        addUsers(sandbox.issues().directory(), 120);

        assertThat(get("/rest/api/3/users/search")).hasSize(50);
        assertThat(get("/rest/api/3/users/search?startAt=100&maxResults=100")).hasSize(21);
        assertThat(get("/rest/api/3/users/search?startAt=200&maxResults=100")).isEmpty();
        assertThat(get("/rest/api/3/users/search?maxResults=1000").findValuesAsText("accountId")).hasSize(121)
                .startsWith("712020:5c0d1e7a-sync", "u0");
    }

    @Test
    void aShortPageOfUsersIsNotTheLast() throws Exception {
        addUsers(sandbox.issues().directory(), 4);
        sandbox.issues().directory().hide("u0");

        assertThat(get("/rest/api/3/users/search?maxResults=2")).hasSize(1);
        assertThat(get("/rest/api/3/users/search?startAt=2&maxResults=2").findValuesAsText("accountId"))
                .containsExactly("u1", "u2");
    }

    @Test
    void theDemosUsersArePeopleAppsAndCustomersSomeWithoutEMail() throws Exception {
        new DemoData(sandbox.issues(), 1).seed(10, Instant.now());

        JsonNode users = get("/rest/api/3/users/search");

        assertThat(users.findValuesAsText("accountType")).contains("atlassian", "app", "customer");
        assertThat(users.findValuesAsText("active")).contains("true", "false");
        assertThat(users.findValuesAsText("emailAddress").size()).isBetween(2, users.size() - 2);
        assertThat(users.get(0).at("/avatarUrls/48x48").asText()).startsWith("http");
    }

    @Test
    void whoWorksOnAnIssueIsAUserOfTheSite() throws Exception {
        sandbox.issues().add("SHOP", one -> one.summary("One").assignee(MIA));

        assertThat(get("/rest/api/3/users/search").findValuesAsText("accountId")).contains("712020:mia");
    }

    @Test
    void strangersSeeNeitherUsersNorTeams() throws Exception {
        assertThat(client.jiraAs(null, "GET", "/rest/api/3/users/search", null).status()).isEqualTo(401);
        assertThat(client.jiraAs(null, "GET", TEAMS, null).status()).isEqualTo(401);
    }

    @Test
    void teamsComeInPagesWithACursor() throws Exception {
        IntStream.range(0, 5).forEach(i -> sandbox.issues().directory().add(team("T-" + i, List.of())));
        sandbox.issues().directory().add(new Team("X", "another-org", "Elsewhere", null, "OPEN", List.of()));

        List<String> ids = new ArrayList<>();
        JsonNode page = get(TEAMS + "?size=2");
        ids.addAll(page.findValuesAsText("teamId"));
        while (!page.get("cursor").isNull()) {
            page = get(TEAMS + "?size=2&cursor=" + page.get("cursor").asText());
            ids.addAll(page.findValuesAsText("teamId"));
        }

        assertThat(ids).containsExactly("T-0", "T-1", "T-2", "T-3", "T-4");
        assertThat(page.at("/entities/0").toString()).isEqualTo("{\"description\":\"\",\"displayName\":\"Team T-4\","
                + "\"organizationId\":\"" + DemoData.ORGANIZATION + "\",\"teamId\":\"T-4\",\"teamType\":\"OPEN\"}");
        assertThat(client.jira("GET", TEAMS + "?size=301", null).status()).isEqualTo(400);
    }

    @Test
    void membersComeInPagesAskedForInTheBodyOrInTheQuery() throws Exception {
        sandbox.issues().directory().add(team("T-1", List.of("u0", "u1", "u2")));
        String path = TEAMS + "/T-1/members";

        JsonNode first = client.jira("POST", path, "{\"first\":2}").json();
        JsonNode second = client.jira("POST", path + "?first=2&after=" + first.at("/pageInfo/endCursor").asText(), null)
                .json();

        assertThat(first.get("results").toString()).isEqualTo("[{\"accountId\":\"u0\"},{\"accountId\":\"u1\"}]");
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(second.get("results").findValuesAsText("accountId")).containsExactly("u2");
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(client.jira("POST", TEAMS + "/T-9/members", "{}").status()).isEqualTo(404);
    }

    @Test
    void theDemosTeamsHaveMembersWhoAreUsers() throws Exception {
        new DemoData(sandbox.issues(), 1).seedMany(3, Instant.now());
        List<String> users = get("/rest/api/3/users/search").findValuesAsText("accountId");

        JsonNode teams = get(TEAMS).get("entities");

        assertThat(teams.findValuesAsText("displayName")).containsExactly("Checkout", "Payments", "Platform");
        assertThat(client.jira("POST", TEAMS + "/" + teams.get(0).get("teamId").asText() + "/members", "{}").json()
                .get("results").findValuesAsText("accountId")).hasSize(3).isSubsetOf(users);
    }

    @Test
    void projectsComeInPagesWithTheNumberOfTheirIssues() throws Exception {
        new DemoData(sandbox.issues(), 1).seed(40, Instant.now());

        JsonNode page = get("/rest/api/3/project/search?startAt=1&maxResults=2&expand=description,insight");

        assertThat(page.get("values").findValuesAsText("key")).containsExactly("PAY", "SHOP");
        assertThat(page.get("isLast").asBoolean()).isTrue();
        assertThat(page.at("/values/1/insight/totalIssueCount").asLong()).isEqualTo(sandbox.issues().all().stream()
                .filter(one -> one.projectKey().equals("SHOP")).count());
        assertThat(get("/rest/api/3/project/search?maxResults=1").get("isLast").asBoolean()).isFalse();
    }

    @Test
    void anIssueHasTheFieldsThatPortsMappingReads() throws Exception {
        Issue epic = sandbox.issues().add("SHOP", one -> one.type("Epic").summary("Epic"));
        Issue story = sandbox.issues().add("SHOP", one -> one.type("Story").summary("Story").parent(epic.key())
                .assignee(MIA).reporter(MIA).labels("infra").components("API", "Shop").status("Done"));
        Issue subtask = sandbox.issues().add("SHOP", one -> one.type("Sub-task").summary("Part").parent(story.key()));

        JsonNode fields = get("/rest/api/3/issue/" + story.key()).get("fields");

        assertThat(fields.at("/subtasks/0/key").asText()).isEqualTo(subtask.key());
        assertThat(fields.get("subtasks")).hasSize(1);
        assertThat(fields.at("/parent/key").asText()).isEqualTo(epic.key());
        assertThat(fields.get("components").findValuesAsText("name")).containsExactly("API", "Shop");
        assertThat(fields.at("/assignee/accountId").asText()).isEqualTo("712020:mia");
        assertThat(fields.at("/creator/emailAddress").asText()).isEqualTo("mia@example.com");
        assertThat(fields.at("/resolutiondate").asText()).isEqualTo(fields.at("/updated").asText());
        assertThat(get("/rest/api/3/issue/" + epic.key()).at("/fields/subtasks"))
                .as("a story is no sub-task").isEmpty();
        assertThat(client.keys("component = api")).containsExactly(story.key());
        sandbox.issues().delete(subtask.key());
        assertThat(get("/rest/api/3/issue/" + story.key()).at("/fields/subtasks")).isEmpty();
    }

    @Test
    void aMovedIssueKeepsItsSubtasks() throws Exception {
        Issue story = sandbox.issues().add("SHOP", one -> one.type("Story").summary("Story"));
        sandbox.issues().add("SHOP", one -> one.type("Sub-task").summary("Part").parent(story.key()));
        sandbox.issues().addProject("PAY", "Payments");

        String key = sandbox.issues().move(story.key(), "PAY").key();

        assertThat(get("/rest/api/3/issue/" + key).at("/fields/subtasks/0/fields/summary").asText()).isEqualTo("Part");
    }
}
