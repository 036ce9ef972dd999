package io.github.cameljirasync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.jira.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What queries find. The account lives in New York, five hours behind UTC in November. */
class JqlSearchTest {

    private static final Person MIA = new Person("712020:mia", "mia", "Mia Krystof", null);

    private static SettableClock clock;
    private static Sandbox sandbox;
    private static Client client;

    @BeforeAll
    static void start() {
        clock = new SettableClock("2026-11-20T12:00:00Z");
        sandbox = Sandbox.start(new SandboxOptions().clock(clock).accountZone(ZoneId.of("America/New_York")));
        client = new Client(sandbox);
        var issues = sandbox.issues();
        issues.addProject("INT", "Integrations");
        issues.add("A", one -> one.type("Epic").summary("Checkout in three steps").status("Done").priority("Low")
                .updated(Instant.parse("2026-11-18T23:30:00Z")));
        issues.add("A", one -> one.type("Story").summary("Fix the \"wish list\" (again)").parent("A-1")
                .description("The 4.3 release lost it").labels("Mobile", "q4").assignee(MIA).storyPoints(5.0)
                .priority("Highest").updated(Instant.parse("2026-11-19T03:30:00Z")));
        issues.add("A", one -> one.type("Bug").summary("Price filter").status("In Progress").storyPoints(0.5)
                .due(LocalDate.of(2026, 12, 1)).priority(null).custom("customfield_10047", TextNode.valueOf("T-42"))
                .updated(Instant.parse("2026-11-20T11:52:00Z")));
        issues.add("INT", one -> one.type("Task").summary("Webhook").status("In Review").labels("q4")
                .updated(Instant.parse("2026-11-20T11:40:00Z")));
        issues.add("A", one -> one.summary("Archived one"));
        issues.archive("A-4");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "project = A ORDER BY key|A-1 A-2 A-3",
        "project = a ORDER BY key DESC|A-3 A-2 A-1",
        "project = \"INT\"|INT-1",
        "project = Integrations|INT-1",
        "project in (A, \"INT\") ORDER BY updated ASC, key ASC|A-1 A-2 INT-1 A-3",
        "project not in (A)|INT-1",
        "project IS NOT EMPTY AND type = Bug|A-3",
        "issuetype in (Bug, Epic) ORDER BY id|A-1 A-3",
        "status != Done AND project = A ORDER BY key|A-2 A-3",
        "statusCategory = \"In Progress\" ORDER BY key|A-3 INT-1",
        "statusCategory != done AND NOT (project = \"INT\" OR type = Bug)|A-2",
        "labels = q4 ORDER BY key|A-2 INT-1",
        "labels = mobile|A-2",
        "labels != mobile|INT-1",
        "labels is empty ORDER BY key|A-1 A-3",
        "assignee = '712020:mia'|A-2",
        "assignee = 'Mia Krystof'|",
        "assignee is empty ORDER BY key|A-1 A-3 INT-1",
        "NOT assignee = '712020:mia'|",
        "assignee = currentUser()|",
        "summary ~ \"wish list\"|A-2",
        "summary ~ \"\\\"wish list\\\"\"|A-2",
        "summary ~ \"list wish\"|A-2",
        "summary ~ \"\\\"list wish\\\"\"|",
        "summary ~ \"(again\\\\)\"|A-2",
        "summary ~ \"check*\"|A-1",
        "summary !~ \"check*\" AND project = A ORDER BY key|A-2 A-3",
        "text ~ release|A-2",
        "description is not empty|A-2",
        "parent = A-1|A-2",
        "parent is empty AND project = A ORDER BY key|A-1 A-3",
        "\"Story Points\" > 1|A-2",
        "cf[10016] <= 0.5|A-3",
        "customfield_10016 is empty ORDER BY key|A-1 INT-1",
        "cf[10047] ~ \"T-42\"|A-3",
        "priority = Highest|A-2",
        "priority is empty|A-3",
        "project = A ORDER BY priority DESC|A-3 A-2 A-1",
        "key = a-2|A-2",
        "key in (A-1, A-2) ORDER BY key|A-1 A-2",
        "key > A-1 ORDER BY key|A-2 A-3",
        "id = 10002|A-2",
        "duedate = 2026-12-01|A-3",
        "due < 2026-12-01|",
        "updated >= 1795086600000 ORDER BY updated|INT-1 A-3",
        "updated >= -10m|A-3",
        "updated >= \"-25m\" ORDER BY key|A-3 INT-1",
        "updated < -1d ORDER BY key|A-1 A-2",
        "updated < startOfDay() ORDER BY key|A-1 A-2",
        "updated > now()|",
        "created is not empty AND updated >= \"2026-11-18 22:30\" ORDER BY updated|A-2 INT-1 A-3",
        "updated <= \"2026/11/18 18:30\"|A-1",
        "updated >= 2026-11-19 AND updated < 2026-11-20|",
        "this is not jql|",
    })
    void aQueryFindsTheseIssuesInThisOrder(String jql, String keys) throws Exception {
        assertThat(String.join(" ", client.keys(jql))).isEqualTo(keys == null ? "" : keys);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "project = GONE|The value 'GONE' does not exist for the field 'project'.",
        "universe = 42|Field 'universe' does not exist",
        "project = A ORDER BY universe|Field 'universe' does not exist",
        "summary = test|The operator '=' is not supported by the 'summary' field.",
        "status = Dne|The value 'Dne' does not exist for the field 'status'.",
        "key = A-999|An issue with key 'A-999' does not exist for field 'key'.",
        "updated > yesterday|Date value 'yesterday' for field 'updated' is invalid.",
        "updated > \"1795086600000\"|is invalid",
        "updated > someday()|Unable to find JQL function 'someday()'.",
        "\"Story Points\" > many|is not a number",
        "project = \"A|has not been completed",
        "ORDER BY key|Unbounded JQL queries are not allowed here.",
    })
    void aQueryIsRefusedWithThisSentence(String jql, String sentence) throws Exception {
        Client.Reply reply = client.search(Json.object().put("jql", jql).toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("errorMessages").get(0).asText()).contains(sentence);
    }

    @Test
    void relativeDatesMoveWithTheClock() throws Exception {
        SettableClock own = new SettableClock("2026-11-20T12:00:00Z");
        try (Sandbox other = Sandbox.start(new SandboxOptions().clock(own))) {
            other.issues().add("A", one -> one.summary("one"));
            Client others = new Client(other);
            assertThat(others.keys("updated >= -10m")).containsExactly("A-1");
            own.advance(Duration.ofMinutes(11));
            assertThat(others.keys("updated >= -10m")).isEmpty();
        }
    }

    @Test
    void aMovedKeyStillFindsItsIssueAndCannotBeCompared() throws IOException, InterruptedException {
        try (Sandbox other = Sandbox.start()) {
            other.issues().addProject("B", "Second");
            other.issues().add("A", one -> one.summary("one"));
            other.issues().move("A-1", "B");
            Client others = new Client(other);

            assertThat(others.keys("key = A-1")).containsExactly("B-1");
            assertThat(others.search("{\"jql\":\"key > A-1\"}").body())
                    .contains("Operator '>' cannot be applied to moved issue key 'A-1'.");
        }
    }
}
