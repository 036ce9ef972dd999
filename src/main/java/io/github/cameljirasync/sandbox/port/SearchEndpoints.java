package io.github.cameljirasync.sandbox.port;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;

/** POST /entities/search and /blueprints/entities/datasource-entities. */
final class SearchEndpoints {

    private static final int MOST_PER_PAGE = 5_000;

    private final EntityStore entities;
    private final PortCounters counters;
    private final AccessTokens tokens;

    SearchEndpoints(EntityStore entities, PortCounters counters, AccessTokens tokens) {
        this.entities = entities;
        this.counters = counters;
        this.tokens = tokens;
    }

    Answer search(Call call) {
        counters.add(PortEvent.SEARCH_CALL);
        List<Entity> found = entities.matching(EntityQuery.of(Json.parse(call.body())));
        ObjectNode body = Json.object().put("ok", true);
        ArrayNode list = body.putArray("entities");
        found.forEach(one -> list.add(EntityViews.part(one, tokens.clientId(), call.queryAll("include"))));
        return Answer.json(200, body);
    }

    /** The entities whose User-Agent begins and ends as told and that weren't updated since, page by page. */
    Answer ofDatasource(Call call) {
        counters.add(PortEvent.SEARCH_CALL);
        JsonNode asked = Json.parse(call.body());
        if (asked == null || !asked.path("datasource_prefix").isTextual()) {
            throw Refused.invalid("body must have required property 'datasource_prefix'");
        }
        String prefix = asked.get("datasource_prefix").textValue();
        String suffix = asked.path("datasource_suffix").asText();
        Instant before = asked.hasNonNull("before") ? instant(asked.get("before").asText()) : Instant.MAX;
        String from = asked.hasNonNull("from") ? decoded(asked.get("from").asText()) : "";
        int limit = Math.max(1, Math.min(MOST_PER_PAGE, asked.path("limit").asInt(MOST_PER_PAGE)));
        List<Entity> rest = entities.matching(one -> one.datasource() != null && one.datasource().startsWith(prefix)
                && one.datasource().endsWith(suffix) && one.updatedAt().isBefore(before)
                && place(one).compareTo(from) > 0).stream().sorted(Comparator.comparing(SearchEndpoints::place))
                .limit(limit + 1L).toList();
        ObjectNode body = Json.object().put("ok", true);
        ArrayNode list = body.putArray("entities");
        rest.stream().limit(limit).forEach(one -> list.addObject().put("identifier", one.identifier())
                .put("blueprint", one.blueprint()));
        return Answer.json(200, body.put("next", rest.size() > limit ? encoded(place(rest.get(limit - 1))) : null));
    }

    private static String place(Entity entity) {
        return entity.blueprint() + " " + entity.identifier();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Refused.invalid("body/before must match format \"date-time\"");
        }
    }

    private static String encoded(String place) {
        return Base64.getUrlEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String from) {
        try {
            return new String(Base64.getUrlDecoder().decode(from), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refused.invalid("body/from is not a place where a page begins");
        }
    }
}
