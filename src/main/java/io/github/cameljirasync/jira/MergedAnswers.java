package io.github.cameljirasync.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Makes one page of the answers to several look-ups; an answer that is no page stands for all of them, to be refused. */
public final class MergedAnswers implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange merged, Exchange next) {
        if (merged == null) {
            return next;
        }
        JsonNode page = merged.getMessage().getBody(JsonNode.class);
        JsonNode more = next.getMessage().getBody(JsonNode.class);
        if (!isPage(page)) {
            return merged;
        }
        if (!isPage(more)) {
            return next;
        }
        append(page, more, "issues");
        append(page, more, "issueErrors");
        return merged;
    }

    private static boolean isPage(JsonNode answer) {
        return answer != null && answer.path("issues").isArray();
    }

    private static void append(JsonNode page, JsonNode more, String member) {
        if (more.path(member) instanceof ArrayNode added) {
            ((ObjectNode) page).withArrayProperty(member).addAll(added);
        }
    }
}
