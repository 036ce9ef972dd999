package io.github.cameljirasync.sandbox.jira;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * Writes what {@code expand} adds to an answer: {@code names} of a page; {@code renderedFields} and {@code changelog} of an
 * issue, whose history is the one transition that its status tells of.
 */
final class ExpansionRenderer {

    private final SiteRenderer site;
    private final Function<Instant, String> stamp;

    ExpansionRenderer(SiteRenderer site, Function<Instant, String> stamp) {
        this.site = site;
        this.stamp = stamp;
    }

    /** Writes the members of an issue that were asked for. */
    void write(JsonGenerator json, Issue issue, FieldSelection selection, String version) throws IOException {
        if (selection.expand().contains("renderedFields")) {
            rendered(json, issue, selection);
        }
        if (selection.expand().contains("changelog")) {
            changelog(json, issue, version);
        }
    }

    /** Writes the names of a page's fields, if they were asked for. */
    static void names(JsonGenerator json, FieldSelection selection) throws IOException {
        if (selection.expand().contains("names")) {
            json.writeObjectFieldStart("names");
            for (FieldCatalog.Field field : selection.fields()) {
                json.writeStringField(field.id(), field.name());
            }
            json.writeEndObject();
        }
    }

    /** As in Jira, only of the fields that are given, and null for those without a form for people. */
    private static void rendered(JsonGenerator json, Issue issue, FieldSelection selection) throws IOException {
        json.writeObjectFieldStart("renderedFields");
        for (FieldCatalog.Field field : selection.fields()) {
            json.writeFieldName(field.id());
            if (field.id().equals("description") && issue.description() != null) {
                json.writeString("<p>" + escaped(issue.description().wiki()).replace("\n\n", "</p>\n\n<p>") + "</p>");
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void changelog(JsonGenerator json, Issue issue, String version) throws IOException {
        Status first = Status.ALL.get(0);
        boolean moved = !issue.status().equals(first);
        json.writeObjectFieldStart("changelog");
        json.writeNumberField("startAt", 0);
        json.writeNumberField("maxResults", moved ? 1 : 0);
        json.writeNumberField("total", moved ? 1 : 0);
        json.writeArrayFieldStart("histories");
        if (moved) {
            json.writeStartObject();
            json.writeStringField("id", Long.toString(issue.id() + 10_000));
            if (issue.reporter() != null) {
                json.writeFieldName("author");
                site.person(json, issue.reporter(), version);
            }
            json.writeStringField("created", stamp.apply(issue.updated()));
            json.writeArrayFieldStart("items");
            transition(json, first, issue.status());
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void transition(JsonGenerator json, Status from, Status to) throws IOException {
        json.writeStartObject();
        json.writeStringField("field", "status");
        json.writeStringField("fieldtype", "jira");
        json.writeStringField("fieldId", "status");
        json.writeStringField("from", Integer.toString(from.id()));
        json.writeStringField("fromString", from.name());
        json.writeStringField("to", Integer.toString(to.id()));
        json.writeStringField("toString", to.name());
        json.writeEndObject();
    }
}
