package io.github.cameljirasync.jira;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The projects that the account may see ({@code GET /rest/api/3/project/search}). */
final class ProjectPages implements RecordPages {

    /** Jira gives no more at once. */
    private static final int PAGE = 100;

    private final String expand;
    private int startAt;
    private boolean last;

    /** @param expand what Jira is to add to each project, such as {@code insight}; empty for nothing */
    ProjectPages(String expand) {
        this.expand = expand;
    }

    @Override
    public String path() {
        return "/rest/api/3/project/search";
    }

    @Override
    public String query() {
        return "startAt=" + startAt + "&maxResults=" + PAGE + (expand.isEmpty() ? "" : "&expand=" + expand);
    }

    @Override
    public List<ObjectNode> take(JsonNode answer) {
        JsonNode values = Records.list(answer.path("values"), "projects");
        startAt += values.size();
        last = values.isEmpty() || answer.path("isLast").asBoolean(false);
        return Records.objects(values);
    }

    @Override
    public boolean isDone() {
        return last;
    }

    @Override
    public String id(ObjectNode project) {
        return project.path("id").asText();
    }

    @Override
    public String key(ObjectNode project) {
        return project.path("key").asText();
    }
}
