package io.github.cameljirasync.jira;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.TryAgainException;
import io.github.cameljirasync.run.MisconfiguredException;

/**
 * Finds out which conditions of a filter the issues of a page match. Jira Cloud tells it for a page and all conditions at
 * once; a Data Center is asked by a search for each condition.
 */
public final class FilterMatch {

    public static final String VARIABLE = "jiraSyncFilterMatch";
    /** Where it stands in an issue until the issue is handed to the sync. */
    static final String MARK = "__filters";

    private static final int MOST_BY_MATCH = 250;
    private static final int MOST_BY_SEARCH = 100;

    private final FilterParts parts;
    private final JsonNode page;
    private final Map<String, Set<String>> matched = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final IdBatches batches;
    private int condition;

    FilterMatch(FilterParts parts, JsonNode page) {
        this.parts = parts;
        this.page = page;
        this.batches = new IdBatches(parts.dataCenter() ? MOST_BY_SEARCH : MOST_BY_MATCH);
        page.path("issues").forEach(issue -> {
            String id = issue.path("id").asText();
            // another id is no issue's, and the page is judged by who takes it
            if (id.matches("\\d{1,18}") && matched.put(id, new LinkedHashSet<>()) == null) {
                ids.add(id);
            }
        });
        batches.add(ids);
    }

    /** Whether there is something left to ask. */
    public boolean getHasNext() {
        return !batches.isEmpty();
    }

    /** Where to ask. */
    public String getPath() {
        return parts.dataCenter() ? "/rest/api/2/search" : "/rest/api/3/jql/match";
    }

    /** What to ask. */
    public ObjectNode getRequest() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (parts.dataCenter()) {
            body.put("jql", Jql.of(parts.conditions().get(condition)).among(batches.current()))
                    .put("maxResults", batches.current().size()).put("validateQuery", false).putArray("fields").add("updated");
            return body;
        }
        ArrayNode issues = body.putArray("issueIds");
        batches.current().forEach(id -> issues.add(Long.parseLong(id)));
        parts.conditions().forEach(body.putArray("jqls")::add);
        return body;
    }

    /**
     * Takes Jira's answer to what was asked.
     *
     * @throws TryAgainException      when it is no answer to it
     * @throws MisconfiguredException when Jira does not accept a condition
     */
    void take(JsonNode answer) {
        if (parts.dataCenter()) {
            takeSearch(answer);
        } else {
            takeMatches(answer);
        }
    }

    private void takeMatches(JsonNode answer) {
        JsonNode matches = answer == null ? null : answer.get("matches");
        if (matches == null || matches.size() != parts.conditions().size()) {
            throw new TryAgainException(Caller.JIRA, "did not tell which issues match which filter", null);
        }
        for (int i = 0; i < matches.size(); i++) {
            String jql = parts.conditions().get(i);
            JsonNode errors = matches.get(i).path("errors");
            if (!errors.isEmpty()) {
                throw new MisconfiguredException("Jira does not accept the filter '%s': %s".formatted(jql, errors.get(0).asText()));
            }
            matches.get(i).path("matchedIssues").forEach(id -> note(id.asText(), jql));
        }
        batches.done();
    }

    private void takeSearch(JsonNode answer) {
        JsonNode issues = answer == null ? null : answer.get("issues");
        if (issues == null || !issues.isArray()) {
            throw new TryAgainException(Caller.JIRA, "did not tell which issues match which filter", null);
        }
        String jql = parts.conditions().get(condition);
        issues.forEach(issue -> note(issue.path("id").asText(), jql));
        if (answer.path("total").asInt() > issues.size() && batches.current().size() > 1) {
            // an administrator may have set a shorter page
            batches.halve();
            return;
        }
        batches.done();
        if (batches.isEmpty() && condition + 1 < parts.conditions().size()) {
            condition++;
            batches.add(ids);
        }
    }

    private void note(String id, String jql) {
        matched.computeIfPresent(id, (known, filters) -> {
            filters.add(jql);
            return filters;
        });
    }

    /** The page, each issue of which names the conditions that it matches; none when it has left them all meanwhile. */
    JsonNode page() {
        page.path("issues").forEach(issue -> {
            Set<String> filters = matched.get(issue.path("id").asText());
            if (filters != null && issue instanceof ObjectNode node) {
                filters.forEach(node.putArray(MARK)::add);
            }
        });
        return page;
    }
}
