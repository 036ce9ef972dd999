package io.github.cameljirasync.port;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntityStepsTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        camel.close();
    }

    @Test
    void an_entity_is_a_part_of_its_issue() throws Exception {
        assertThat(parts(null)).isEqualTo(List.of("jiraIssue/SHOP-1"));
    }

    @Test
    void where_port_is_one_of_several_targets_its_parts_begin_with_its_name() throws Exception {
        assertThat(parts("port")).isEqualTo(List.of("port/jiraIssue/SHOP-1"));
    }

    /** What is named as delivered is what each entity is taken as. */
    private List<?> parts(String target) throws Exception {
        MappingFile file = new MappingFile();
        file.setCamelContext(camel);
        file.setFolder("file:routes/mappings");
        EntitySteps steps = new EntitySteps(file);
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable(Run.VARIABLE, new Run(1, "both", RunRequest.tick(), Instant.now()));
        exchange.setVariable(Delivered.ISSUE_KEY, "SHOP-1");
        exchange.setVariable(Delivered.PART, target);
        exchange.getMessage().setBody(JsonNodeFactory.instance.objectNode().put("key", "SHOP-1")
                .put("self", "https://acme.atlassian.net/rest/api/3/issue/1")
                .set("fields", JsonNodeFactory.instance.objectNode()
                        .set("subtasks", JsonNodeFactory.instance.arrayNode())));

        steps.map(exchange);

        List<?> named = List.copyOf(exchange.getVariable(Delivered.PARTS, Set.class));
        List<?> items = exchange.getMessage().getBody(List.class);
        exchange.getMessage().setBody(items.get(0));
        steps.take(exchange);
        assertThat(named).isEqualTo(List.of(exchange.getVariable(Delivered.PART)));
        return named;
    }
}
