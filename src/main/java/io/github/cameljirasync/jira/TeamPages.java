package io.github.cameljirasync.jira;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The teams of an organization, of which the members are asked for team by team and stand at {@value #MEMBERS}
 * ({@code /gateway/api/public/teams/v1}).
 */
final class TeamPages implements RecordPages {

    static final String MEMBERS = "__members";

    private static final int PAGE = 300;
    private static final int MEMBERS_PAGE = 50;

    private final String root;
    private final boolean withMembers;
    private final Deque<ObjectNode> incomplete = new ArrayDeque<>();
    private final Set<String> places = new HashSet<>();
    private String place = "";
    private boolean last;
    private String membersAfter;

    TeamPages(String organizationId, boolean withMembers) {
        this.root = "/gateway/api/public/teams/v1/org/" + encoded(organizationId) + "/teams";
        this.withMembers = withMembers;
    }

    @Override
    public String path() {
        return incomplete.isEmpty() ? root : root + '/' + encoded(id(incomplete.peek())) + "/members";
    }

    @Override
    public String query() {
        return incomplete.isEmpty() ? "size=" + PAGE + (place.isEmpty() ? "" : "&cursor=" + encoded(place)) : "";
    }

    @Override
    public ObjectNode body() {
        if (incomplete.isEmpty()) {
            return null;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("first", MEMBERS_PAGE);
        return membersAfter == null ? body : body.put("after", membersAfter);
    }

    @Override
    public List<ObjectNode> take(JsonNode answer) {
        return incomplete.isEmpty() ? teams(answer) : members(answer);
    }

    private List<ObjectNode> teams(JsonNode answer) {
        List<ObjectNode> teams = Records.objects(Records.list(answer.path("entities"), "teams"));
        place = next(answer.path("cursor"));
        last = place.isEmpty();
        if (!withMembers) {
            return teams;
        }
        teams.stream().filter(team -> !id(team).isEmpty()).forEach(team -> {
            team.putArray(MEMBERS);
            incomplete.add(team);
        });
        return List.of();
    }

    private List<ObjectNode> members(JsonNode answer) {
        ObjectNode team = incomplete.peek();
        ((ArrayNode) team.get(MEMBERS)).addAll((ArrayNode) Records.list(answer.path("results"), "members"));
        JsonNode page = answer.path("pageInfo");
        String after = page.path("hasNextPage").asBoolean(false) ? next(page.path("endCursor")) : "";
        if (!after.isEmpty()) {
            membersAfter = after;
            return List.of();
        }
        membersAfter = null;
        incomplete.remove();
        return List.of(team);
    }

    /** A place that was there before would lead round in circles. */
    private String next(JsonNode cursor) {
        String next = cursor.isTextual() ? cursor.asText() : "";
        if (!next.isEmpty() && !places.add(path() + ' ' + next)) {
            throw new IncompleteSearchException("Jira led back to a page of teams that was read before");
        }
        return next;
    }

    @Override
    public boolean isDone() {
        return last && incomplete.isEmpty();
    }

    @Override
    public String id(ObjectNode team) {
        return team.path("teamId").asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
