package io.github.cameljirasync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.jira.Jql;

/** How many issues a search has: Cloud's estimate, Data Center's total. */
final class IssueCount {

    private final Requests requests;

    IssueCount(Requests requests) {
        this.requests = requests;
    }

    /** @param jql a condition, with or without an order */
    long of(String jql) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("jql", Jql.of(jql).condition());
        if (requests.isDataCenter()) {
            return number(requests.jira("POST", "/search", body.put("maxResults", 0)).path("total"));
        }
        return number(requests.jira("POST", "/search/approximate-count", body).path("count"));
    }

    private static long number(JsonNode count) {
        return count.asLong(-1);
    }
}
