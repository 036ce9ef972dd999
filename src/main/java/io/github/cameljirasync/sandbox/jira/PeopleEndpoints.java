package io.github.cameljirasync.sandbox.jira;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;

/** /users/search and the teams below /gateway/api/public/teams/v1 (jira-facts 2.9, 2.13). */
final class PeopleEndpoints {

    static final String TEAMS = "/gateway/api/public/teams/v1/org/";

    private static final int STANDARD = 50;
    private static final int MOST_USERS = 1_000;
    private static final int MOST_TEAMS = 300;
    private static final int MOST_MEMBERS = 50;

    private final Directory directory;
    private final SiteRenderer renderer;

    PeopleEndpoints(Directory directory, SiteRenderer renderer) {
        this.directory = directory;
        this.renderer = renderer;
    }

    Answer users(Call call, boolean known, String version) {
        if (!known) {
            return JiraErrors.unauthenticated(Flavour.CLOUD);
        }
        int from = number(call.query("startAt"), 0);
        int size = Math.min(MOST_USERS, number(call.query("maxResults"), STANDARD));
        List<Person> window = window(directory.users(), from, size);
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartArray();
            for (Person user : window) {
                if (!directory.isHidden(user)) {
                    renderer.person(json, user, version);
                }
            }
            json.writeEndArray();
        }));
    }

    Answer teams(Call call, boolean known) {
        if (!known) {
            return JiraErrors.unauthenticated(Flavour.CLOUD);
        }
        String[] path = call.path().substring(TEAMS.length()).split("/", -1);
        if (path.length == 2 && path[1].equals("teams") && call.method().equals("GET")) {
            return teams(call, path[0]);
        }
        if (path.length == 4 && path[3].equals("members") && call.method().equals("POST")) {
            return directory.team(path[0], path[2]).map(team -> members(call, team))
                    .orElseGet(() -> JiraErrors.sentence(404, "The team was not found."));
        }
        return JiraErrors.noSuchPath(call.path());
    }

    private Answer teams(Call call, String organization) {
        List<Team> all = directory.teams(organization);
        int size = number(call.query("size"), STANDARD);
        int from = place(call.query("cursor"));
        if (size < 1 || size > MOST_TEAMS || from < 0) {
            return JiraErrors.sentence(400, "The size is 1 to " + MOST_TEAMS + " and the cursor is one given before.");
        }
        ObjectNode body = Json.object();
        ArrayNode entities = body.putArray("entities");
        for (Team team : window(all, from, size)) {
            entities.addObject().put("description", team.description() == null ? "" : team.description())
                    .put("displayName", team.displayName()).put("organizationId", team.organizationId())
                    .put("teamId", team.teamId()).put("teamType", team.teamType());
        }
        return Answer.json(200, body.put("cursor", from + size < all.size() ? cursor(from + size) : null));
    }

    /** The page is asked for in the body; Port's own client does it in the query. */
    private Answer members(Call call, Team team) {
        JsonNode body = call.body().length == 0 ? Json.object() : Json.parse(call.body());
        if (body == null) {
            return JiraErrors.payload();
        }
        String first = body.hasNonNull("first") ? body.get("first").asText() : call.query("first");
        String after = body.hasNonNull("after") ? body.get("after").asText() : call.query("after");
        int size = number(first, MOST_MEMBERS);
        int from = place(after);
        if (size < 1 || size > MOST_MEMBERS || from < 0) {
            return JiraErrors.sentence(400, "First is 1 to " + MOST_MEMBERS + " and after is a cursor given before.");
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("results");
        window(team.members(), from, size).forEach(id -> results.addObject().put("accountId", id));
        boolean more = from + size < team.members().size();
        answer.putObject("pageInfo").put("endCursor", more ? cursor(from + size) : null).put("hasNextPage", more);
        return Answer.json(200, answer);
    }

    private static <T> List<T> window(List<T> all, int from, int size) {
        int start = Math.max(0, Math.min(from, all.size()));
        return all.subList(start, Math.max(start, Math.min(all.size(), start + size)));
    }

    private static String cursor(int place) {
        return Base64.getUrlEncoder().encodeToString(("place:" + place).getBytes(StandardCharsets.UTF_8));
    }

    /** Where the page begins, -1 when the cursor isn't one. */
    private static int place(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return text.startsWith("place:") ? number(text.substring("place:".length()), -1) : -1;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static int number(String text, int standard) {
        try {
            return text == null ? standard : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return standard;
        }
    }
}
