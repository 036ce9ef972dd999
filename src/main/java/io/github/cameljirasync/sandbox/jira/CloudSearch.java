package io.github.cameljirasync.sandbox.jira;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.jql.JqlException;
import io.github.cameljirasync.sandbox.jql.JqlParser;
import io.github.cameljirasync.sandbox.jql.JqlQuery;

/** GET and POST /rest/api/{2|3}/search/jql, POST search/approximate-count and POST jql/match (jira-facts 1, 2.1, 2.16). */
final class CloudSearch {

    private static final int MOST_RESULTS = 5_000;

    private final QueryEngine engine;
    private final IssueRenderer renderer;
    private final FieldCatalog catalog;
    private final SearchQuirks quirks;
    private final PageTokens tokens = new PageTokens();
    private final int pageCap;
    private final int scanCap;

    /**
     * @param pageCap the greatest number of issues on a page when more than id, key and updated are asked for
     * @param scanCap the greatest number of issues on a page when no more than updated is asked for
     */
    CloudSearch(QueryEngine engine, IssueRenderer renderer, FieldCatalog catalog, SearchQuirks quirks, int pageCap,
            int scanCap) {
        this.engine = engine;
        this.renderer = renderer;
        this.catalog = catalog;
        this.quirks = quirks;
        this.pageCap = pageCap;
        this.scanCap = scanCap;
    }

    Answer search(Call call, boolean known, String version) {
        SearchRequest request = call.method().equals("POST") ? SearchRequest.ofBody(call.body())
                : SearchRequest.ofQuery(call);
        if (request == null) {
            return JiraErrors.payload();
        }
        String jql = request.jql() == null ? "" : request.jql();
        int from = request.token() == null ? 0 : tokens.position(jql, request.token());
        if (from < 0) {
            return JiraErrors.sentence(400, "The provided next page token is invalid or expired.");
        }
        if (request.maxResults() < 1 || request.maxResults() > MOST_RESULTS) {
            return JiraErrors.sentence(400, "The value of maxResults must be between 1 and " + MOST_RESULTS + ".");
        }
        try {
            JqlQuery query = JqlParser.parse(jql);
            if (query.unbounded()) {
                return JiraErrors.unbounded();
            }
            List<Issue> issues = known ? engine.run(jql, query, false, request.reconcile()) : List.of();
            issues = quirks.ordered(issues, jql);
            return page(request, jql, issues, Math.min(from, issues.size()), version);
        } catch (JqlException e) {
            return JiraErrors.sentence(400, e.getMessage());
        }
    }

    private Answer page(SearchRequest request, String jql, List<Issue> issues, int from, String version) {
        FieldSelection selection = FieldSelection.of(catalog, request.fields(), "id").expanded(request.expand());
        int length = Math.min(request.maxResults(), most(selection));
        int to = quirks.takeEmptyPage() ? from : Math.min(issues.size(), from + quirks.length(length));
        List<Issue> page = new ArrayList<>(issues.subList(from, to));
        if (from > 0 && quirks.takeRepeatedIssue()) {
            page.add(0, issues.get(from - 1));
        }
        boolean last = to >= issues.size() && (to > from || issues.isEmpty() || from >= issues.size());
        String next = last ? null
                : request.token() != null && quirks.takeRepeatedToken() ? request.token() : tokens.token(jql, to);
        boolean isLast = !quirks.withoutIsLast();
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("issues");
            for (Issue issue : page) {
                renderer.write(json, issue, selection, version);
            }
            json.writeEndArray();
            ExpansionRenderer.names(json, selection);
            if (next != null) {
                json.writeStringField("nextPageToken", next);
            }
            if (isLast) {
                json.writeBooleanField("isLast", next == null);
            }
            json.writeEndObject();
        }));
    }

    private int most(FieldSelection selection) {
        if (selection.fields().isEmpty()) {
            return MOST_RESULTS;
        }
        return selection.fields().stream().allMatch(field -> field.id().equals("updated")) ? scanCap : pageCap;
    }

    /** Which issues match which queries, as the index has them (jira-facts 2.16). */
    Answer match(Call call, boolean known) {
        JsonNode body = Json.parse(call.body());
        if (body == null || body.size() != 2 || !body.path("issueIds").isArray() || !body.path("jqls").isArray()
                || !SearchRequest.numbers(body.get("issueIds")) || !SearchRequest.texts(body.get("jqls"))) {
            return JiraErrors.payload();
        }
        Set<Long> ids = new LinkedHashSet<>();
        body.get("issueIds").forEach(id -> ids.add(id.longValue()));
        ObjectNode answer = Json.object();
        ArrayNode matches = answer.putArray("matches");
        for (String jql : SearchRequest.strings(body.get("jqls"))) {
            ObjectNode one = matches.addObject();
            ArrayNode matched = one.putArray("matchedIssues");
            ArrayNode errors = one.putArray("errors");
            try {
                List<Issue> issues = known ? engine.run(jql, JqlParser.parse(jql), false, List.of()) : List.of();
                issues.stream().map(Issue::id).filter(ids::contains).forEach(id -> matched.add((long) id));
            } catch (JqlException e) {
                errors.add(e.getMessage());
            }
        }
        return Answer.json(200, answer);
    }

    Answer count(Call call, boolean known) {
        var body = Json.parse(call.body());
        if (body == null || !body.path("jql").isTextual()) {
            return JiraErrors.payload();
        }
        String jql = body.get("jql").textValue();
        try {
            JqlQuery query = JqlParser.parse(jql);
            if (query.unbounded()) {
                return JiraErrors.unbounded();
            }
            int count = known ? engine.run(jql, query, false, List.of()).size() : 0;
            return Answer.json(200, Json.object().put("count", count));
        } catch (JqlException e) {
            return JiraErrors.sentence(400, e.getMessage());
        }
    }
}
