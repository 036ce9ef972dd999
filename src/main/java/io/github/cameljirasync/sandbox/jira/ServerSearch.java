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
        List<String> expand;
        try {
            if (call.method().equals("POST")) {
                JsonNode body = Json.parse(call.body());
                if (body == null || !body.isObject() || !isTexts(body.path("fields")) || !isTexts(body.path("expand"))) {
                    return JiraErrors.sentence(400, "Can not deserialize the request.");
                }
                jql = body.path("jql").asText("");
                startAt = body.path("startAt").asInt(0);
                maxResults = body.path("maxResults").asInt(STANDARD_PAGE);
                validate = body.path("validateQuery").asBoolean(true);
                fields = SearchRequest.strings(body.path("fields"));
                expand = SearchRequest.strings(body.path("expand"));
            } else {
                jql = call.query("jql") == null ? "" : call.query("jql");
                startAt = number(call.query("startAt"), 0);
                maxResults = number(call.query("maxResults"), STANDARD_PAGE);
                validate = !"false".equals(call.query("validateQuery"));
                fields = call.queryAll("fields");
                expand = call.queryAll("expand");
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
            FieldSelection selection = FieldSelection.of(catalog, fields, "*navigable").expanded(expand);
            return page(issues, Math.max(0, startAt), Math.max(0, Math.min(maxResults, pageCap)), selection);
        } catch (JqlException e) {
            return JiraErrors.sentence(400, e.getMessage());
        }
    }

    private static int number(String text, int standard) {
        return text == null ? standard : Integer.parseInt(text);
    }

    private static boolean isTexts(JsonNode value) {
        return value.isMissingNode() || SearchRequest.texts(value);
    }

    private Answer page(List<Issue> issues, int startAt, int maxResults, FieldSelection selection) {
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
            ExpansionRenderer.names(json, selection);
            json.writeEndObject();
        }));
    }
}
