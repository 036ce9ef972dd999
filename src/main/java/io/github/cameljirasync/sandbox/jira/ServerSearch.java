package io.github.cameljirasync.sandbox.jira;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.jql.JqlException;
import io.github.cameljirasync.sandbox.jql.JqlParser;

/** GET and POST /rest/api/2/search of Data Center (jira-facts 9.1, 9.2). */
final class ServerSearch {

    private static final int STANDARD_PAGE = 50;
    private static final int RESULT_WINDOW = 10_000;

    private final QueryEngine engine;
    private final IssueRenderer renderer;
    private final FieldCatalog catalog;
    private final int pageCap;

    /** @param pageCap jira.search.views.default.max: the greatest number of issues on a page */
    ServerSearch(QueryEngine engine, IssueRenderer renderer, FieldCatalog catalog, int pageCap) {
        this.engine = engine;
        this.renderer = renderer;
        this.catalog = catalog;
        this.pageCap = pageCap;
    }

    Answer search(Call call, boolean known) {
        String jql;
        int startAt;
        int maxResults;
        boolean validate;
        List<String> fields;
        try {
            if (call.method().equals("POST")) {
                JsonNode body = Json.parse(call.body());
                if (body == null || !body.isObject() || !SearchRequest.texts(body.path("fields").isMissingNode()
                        ? Json.array() : body.path("fields"))) {
                    return JiraErrors.sentence(400, "Can not deserialize the request.");
                }
                jql = body.path("jql").asText("");
                startAt = body.path("startAt").asInt(0);
                maxResults = body.path("maxResults").asInt(STANDARD_PAGE);
                validate = body.path("validateQuery").asBoolean(true);
                fields = SearchRequest.strings(body.path("fields"));
            } else {
                jql = call.query("jql") == null ? "" : call.query("jql");
                startAt = number(call.query("startAt"), 0);
                maxResults = number(call.query("maxResults"), STANDARD_PAGE);
                validate = !"false".equals(call.query("validateQuery"));
                fields = call.queryAll("fields");
            }
        } catch (NumberFormatException e) {
            return JiraErrors.noSuchPath(call.path());
        }
        if (startAt + (long) maxResults > RESULT_WINDOW && startAt >= RESULT_WINDOW) {
            return JiraErrors.sentence(400, "Search limit exceeded: at most " + RESULT_WINDOW
                    + " results can be paged through.");
        }
        try {
            List<Issue> issues = known ? engine.run(jql, JqlParser.parse(jql), !validate, List.of()) : List.of();
            return page(issues, Math.max(0, startAt), Math.max(0, Math.min(maxResults, pageCap)), fields);
        } catch (JqlException e) {
            return JiraErrors.sentence(400, e.getMessage());
        }
    }

    private static int number(String text, int standard) {
        return text == null ? standard : Integer.parseInt(text);
    }

    private Answer page(List<Issue> issues, int startAt, int maxResults, List<String> fields) {
        FieldSelection selection = FieldSelection.of(catalog, fields, "*navigable");
        int from = Math.min(startAt, issues.size());
        List<Issue> page = issues.subList(from, Math.min(issues.size(), from + maxResults));
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("expand", "schema,names");
            json.writeNumberField("startAt", startAt);
            json.writeNumberField("maxResults", maxResults);
            json.writeNumberField("total", issues.size());
            json.writeArrayFieldStart("issues");
            for (Issue issue : page) {
                renderer.write(json, issue, selection, "2");
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }
}
