package io.github.cameljirasync.sandbox.priorityvote;

import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;

/** Priority.vote's answers that carry initiatives and backlogs. */
final class VoteViews {

    private static final int STANDARD_PAGE = 50;
    private static final int MOST_ON_A_PAGE = 100;

    private final Behaviour behaviour;

    VoteViews(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    private interface Writer<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    Answer initiative(int status, Initiative initiative) {
        return Answer.json(status, Json.bytes(json -> write(json, initiative)));
    }

    Answer lookUp(Call call, Initiative initiative) {
        return tagged(call, Json.bytes(json -> {
            switch (behaviour.lookUp()) {
                case OBJECT -> write(json, initiative);
                case LIST -> {
                    json.writeStartArray();
                    write(json, initiative);
                    json.writeEndArray();
                }
                case DATA -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("data");
                    write(json, initiative);
                    json.writeEndArray();
                    json.writeEndObject();
                }
                default -> throw new IllegalStateException("Unknown shape " + behaviour.lookUp());
            }
        }));
    }

    Answer initiatives(Call call, List<Initiative> all) {
        return tagged(call, page(call, all, this::write));
    }

    Answer backlogs(Call call, List<Backlog> all) {
        return Answer.json(200, page(call, all, this::backlog));
    }

    Answer backlog(Backlog backlog) {
        return Answer.json(200, Json.bytes(json -> backlog(json, backlog)));
    }

    private <T> byte[] page(Call call, List<T> all, Writer<T> writer) {
        int size = Math.min(MOST_ON_A_PAGE, number(call.query("per_page"), STANDARD_PAGE));
        int page = number(call.query("page"), 1);
        int from = (int) Math.min(all.size(), (page - 1L) * size);
        List<T> items = all.subList(from, Math.min(all.size(), from + size));
        return Json.bytes(json -> {
            boolean bare = behaviour.lists() == Behaviour.ListShape.ARRAY;
            if (!bare) {
                json.writeStartObject();
                json.writeFieldName(behaviour.lists() == Behaviour.ListShape.DATA ? "data" : "items");
            }
            json.writeStartArray();
            for (T item : items) {
                writer.write(json, item);
            }
            json.writeEndArray();
            if (!bare) {
                json.writeObjectFieldStart("meta");
                json.writeNumberField("page", page);
                json.writeNumberField("per_page", size);
                json.writeNumberField("total", all.size());
                json.writeEndObject();
                json.writeEndObject();
            }
        });
    }

    private static int number(String text, int standard) {
        try {
            return text == null ? standard : Math.max(1, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return standard;
        }
    }

    private static Answer tagged(Call call, byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        String tag = "\"" + Long.toHexString(sum.getValue()) + "-" + body.length + "\"";
        String known = call.header("If-None-Match");
        boolean same = known != null && List.of(known.split("\\s*,\\s*")).contains(tag);
        return (same ? Answer.empty(304) : Answer.json(200, body)).with("ETag", tag);
    }

    private void backlog(JsonGenerator json, Backlog backlog) throws IOException {
        json.writeStartObject();
        id(json, "id", backlog.id());
        json.writeStringField("name", backlog.name());
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Initiative initiative) throws IOException {
        json.writeStartObject();
        id(json, "id", initiative.id(behaviour.numericIds()));
        id(json, "backlog_id", initiative.backlogId());
        json.writeStringField("title", initiative.title());
        json.writeStringField("description", initiative.description());
        json.writeNumberField("effort", initiative.effort());
        json.writeStringField("status", initiative.status());
        json.writeStringField("external_source", initiative.externalSource());
        json.writeStringField("external_ref", initiative.externalRef());
        json.writeStringField("created_at", initiative.createdAt().toString());
        json.writeStringField("updated_at", initiative.updatedAt().toString());
        json.writeEndObject();
    }

    private void id(JsonGenerator json, String name, String id) throws IOException {
        if (behaviour.numericIds() && id.matches("\\d{1,18}")) {
            json.writeNumberField(name, Long.parseLong(id));
        } else {
            json.writeStringField(name, id);
        }
    }
}
