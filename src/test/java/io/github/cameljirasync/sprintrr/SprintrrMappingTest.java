package io.github.cameljirasync.sprintrr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.mapping.AdfText;
import io.github.cameljirasync.mapping.Cut;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every row of the reference's table. */
class SprintrrMappingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CamelContext camel;

    @BeforeEach
    void start() {
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("adf_text", new AdfText());
        camel.getRegistry().bind("cut", new Cut());
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private JsonNode map(String fields) throws IOException {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable("jiraSite", "https://acme.atlassian.net");
        exchange.getMessage().setBody(JSON.readTree("{\"id\":\"1\",\"key\":\"SHOP-1\","
                + "\"self\":\"https://api.atlassian.com/ex/jira/x/rest/api/3/issue/1\",\"fields\":" + fields + "}"));
        return camel.resolveLanguage("jq").createExpression(Files.readString(Path.of("routes/mappings/sprintrr.jq")))
                .evaluate(exchange, JsonNode.class);
    }

    @Test
    void the_title_is_the_summary_cut_at_two_hundred_characters() throws IOException {
        assertThat(map("{\"summary\":\"" + "x".repeat(200) + "\"}").path("title").asText()).hasSize(200);
        assertThat(map("{\"summary\":\"" + "x".repeat(201) + "\"}").path("title").asText()).isEqualTo("x".repeat(200));
        String family = "👨‍👩‍👧";
        assertThat(map("{\"summary\":\"" + "x".repeat(198) + family + "\"}").path("title").asText())
                .isEqualTo("x".repeat(198));
    }

    @Test
    void the_description_is_plain_text() throws IOException {
        JsonNode task = map("""
                {"description": {"type": "doc", "version": 1, "content": [
                  {"type": "paragraph", "content": [{"type": "text", "text": "One", "marks": [{"type": "strong"}]}]},
                  {"type": "paragraph", "content": [{"type": "text", "text": "Two"}]}]}}""");

        assertThat(task.path("description").asText()).contains("One", "Two").doesNotContain("*", "{");
        assertThat(map("{}").get("description").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"To Do,new,,Not Started", "In Review,indeterminate,,In Progress", "Done,done,,Completed",
        "Odd,undefined,,Not Started", "Blocked,indeterminate,,Blocked", "BLOCKED by vendor,new,,Blocked",
        "Has an Impediment,indeterminate,,Blocked", "To Do,new,blocked,Blocked", "To Do,new,unblocked,Not Started",
        "Done,done,blocked,Blocked"})
    void the_status_follows_its_category_unless_it_is_blocked(String name, String category, String label, String status)
            throws IOException {
        JsonNode task = map("{\"labels\":[" + (label == null ? "" : "\"other\",\"" + label + "\"")
                + "],\"status\":{\"name\":\"" + name + "\",\"statusCategory\":{\"key\":\"" + category + "\"}}}");

        assertThat(task.path("status").asText()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"Highest,High", "Critical,High", "High,Medium", "Medium,Medium", "Major,Medium", "Low,Low",
        "Trivial,Low", "Lowest,Medium", "Blocker,Medium", "critical,High", ",Medium"})
    void the_priority_has_three_steps(String name, String priority) throws IOException {
        JsonNode task = map("{\"priority\":" + (name == null ? "null" : "{\"name\":\"" + name + "\"}") + "}");

        assertThat(task.path("priority").asText()).isEqualTo(priority);
    }

    @ParameterizedTest
    @CsvSource({"Bug,Testing", "Story,Development", "Epic,Strategy", "Task,Development", "Sub-task,Development",
        "Initiative,Strategy", "Anything else,Development"})
    void the_category_follows_the_type(String type, String category) throws IOException {
        assertThat(map("{\"issuetype\":{\"name\":\"" + type + "\"}}").path("category").asText()).isEqualTo(category);
    }

    @Test
    void the_assignee_is_given_by_e_mail() throws IOException {
        assertThat(map("{\"assignee\":{\"displayName\":\"Ann\",\"emailAddress\":\"ann@example.com\"}}").path("assigned_to"))
                .hasToString("[\"ann@example.com\"]");
        assertThat(map("{\"assignee\":{\"displayName\":\"Hidden\"}}").path("assigned_to")).isEmpty();
        assertThat(map("{\"assignee\":null}").path("assigned_to")).isEmpty();
    }

    @Test
    void the_due_date_is_jira_s() throws IOException {
        assertThat(map("{\"duedate\":\"2026-12-24\"}").path("due_date").asText()).isEqualTo("2026-12-24");
        assertThat(map("{\"duedate\":null}").get("due_date").isNull()).isTrue();
    }

    @Test
    void the_milestone_is_the_epic_s_title() throws IOException {
        assertThat(map("{\"parent\":{\"fields\":{\"summary\":\"Checkout\",\"issuetype\":{\"hierarchyLevel\":1}}}}")
                .path("milestone").asText()).isEqualTo("Checkout");
        assertThat(map("{\"parent\":{\"fields\":{\"summary\":\"Checkout\"}}}").path("milestone").asText())
                .isEqualTo("Checkout");
        assertThat(map("{\"parent\":{\"fields\":{\"summary\":\"A story\",\"issuetype\":{\"hierarchyLevel\":0}}}}")
                .get("milestone").isNull()).isTrue();
        assertThat(map("{\"parent\":null}").get("milestone").isNull()).isTrue();
    }

    @Test
    void key_and_address_come_from_the_site_and_not_from_self() throws IOException {
        JsonNode task = map("{}");

        assertThat(task.path("external_id").asText()).isEqualTo("SHOP-1");
        assertThat(task.path("external_url").asText()).isEqualTo("https://acme.atlassian.net/browse/SHOP-1");
    }
}
