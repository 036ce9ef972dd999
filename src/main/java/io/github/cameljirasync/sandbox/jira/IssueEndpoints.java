package io.github.cameljirasync.sandbox.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;

/** GET /issue/{idOrKey} and POST /issue/bulkfetch (jira-facts 2.2, 2.3). They read the issues, not the index. */
final class IssueEndpoints {

    private static final int MOST_ISSUES = 100;

    private final IssueStore store;
    private final IssueRenderer renderer;
    private final FieldCatalog catalog;

    IssueEndpoints(IssueStore store, IssueRenderer renderer, FieldCatalog catalog) {
        this.store = store;
        this.renderer = renderer;
        this.catalog = catalog;
    }

    Answer one(Call call, boolean known, String version, String idOrKey) {
        Issue issue = known ? store.find(idOrKey).orElse(null) : null;
        if (issue == null) {
            return JiraErrors.notFound();
        }
        FieldSelection selection = FieldSelection.of(catalog, call.queryAll("fields"), "*all")
                .expanded(call.queryAll("expand"));
        return Answer.json(200, Json.bytes(json -> renderer.write(json, issue, selection, version)));
    }

    Answer several(Call call, boolean known, String version) {
        JsonNode body = Json.parse(call.body());
        JsonNode asked = body == null ? null : body.get("issueIdsOrKeys");
        if (asked == null || !asked.isArray() || !SearchRequest.texts(asked)
                || !SearchRequest.texts(body.path("fields").isMissingNode() ? Json.array() : body.get("fields"))
                || !SearchRequest.texts(body.path("expand").isMissingNode() ? Json.array() : body.get("expand"))) {
            return JiraErrors.payload();
        }
        if (asked.isEmpty() || asked.size() > MOST_ISSUES) {
            return JiraErrors.sentence(400, "The number of issues must be between 1 and " + MOST_ISSUES + ".");
        }
        Map<Long, Issue> found = new TreeMap<>();
        for (String idOrKey : known ? SearchRequest.strings(asked) : List.<String>of()) {
            store.find(idOrKey).ifPresent(issue -> found.put(issue.id(), issue));
        }
        List<Issue> issues = new ArrayList<>(found.values());
        FieldSelection selection = FieldSelection.of(catalog, SearchRequest.strings(body.path("fields")),
                "*navigable").expanded(SearchRequest.strings(body.path("expand")));
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("issues");
            for (Issue issue : issues) {
                renderer.write(json, issue, selection, version);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("issueErrors");
            json.writeEndArray();
            json.writeEndObject();
        }));
    }
}
