package io.github.cameljirasync.jira;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The users of the site ({@code GET /rest/api/3/users/search}). Jira cuts windows first and filters then, so a short page
 * is not the last one.
 */
final class UserPages implements RecordPages {

    private static final int PAGE = 1_000;

    private int startAt;
    private boolean last;

    @Override
    public String path() {
        return "/rest/api/3/users/search";
    }

    @Override
    public String query() {
        return "startAt=" + startAt + "&maxResults=" + PAGE;
    }

    @Override
    public List<ObjectNode> take(JsonNode answer) {
        JsonNode users = Records.list(answer, "users");
        startAt += PAGE;
        last = users.isEmpty();
        return Records.objects(users);
    }

    @Override
    public boolean isDone() {
        return last;
    }

    @Override
    public String id(ObjectNode user) {
        return user.path("accountId").asText();
    }
}
