package io.github.cameljirasync.sandbox.port;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;

/** Entities as Port's answers show them. */
final class EntityViews {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private EntityViews() {
    }

    static String stamp(Instant instant) {
        return STAMP.format(instant);
    }

    static ObjectNode full(Entity entity, String clientId) {
        ObjectNode view = Json.object().put("identifier", entity.identifier()).put("title", entity.title())
                .put("icon", entity.icon()).put("blueprint", entity.blueprint());
        view.set("team", teams(entity));
        view.set("properties", entity.properties());
        view.set("relations", entity.relations());
        return view.put("createdAt", stamp(entity.createdAt())).put("createdBy", clientId)
                .put("updatedAt", stamp(entity.updatedAt())).put("updatedBy", clientId);
    }

    /** Only the parts that are named, such as identifier, team or properties.status; all when none is named. */
    static ObjectNode part(Entity entity, String clientId, List<String> include) {
        ObjectNode full = full(entity, clientId);
        if (include.isEmpty()) {
            return full;
        }
        ObjectNode view = Json.object();
        for (String name : include) {
            int dot = name.indexOf('.');
            String member = dot < 0 ? name : name.substring(0, dot);
            JsonNode value = full.get(member.startsWith("$") ? member.substring(1) : member);
            if (dot < 0 && value != null) {
                view.set(member, value);
            } else if (dot > 0 && value instanceof ObjectNode object && object.has(name.substring(dot + 1))) {
                view.withObjectProperty(member).set(name.substring(dot + 1), object.get(name.substring(dot + 1)));
            }
        }
        return view;
    }

    private static JsonNode teams(Entity entity) {
        if (entity.team() == null || entity.team().isNull()) {
            return Json.array();
        }
        return entity.team().isArray() ? entity.team() : Json.array().add(entity.team());
    }
}
