package io.github.cameljirasync.sandbox.jira;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Json;

/** Writes issues as Jira's answers show them (jira-facts 4.6, 4.7, 9.4, 10.1). */
final class IssueRenderer {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ",
            Locale.ROOT);

    private final IssueStore store;
    private final SiteRenderer site;
    private final Flavour flavour;
    private final Account account;
    private final Supplier<String> baseUrl;
    private final ExpansionRenderer expansions;

    IssueRenderer(IssueStore store, SiteRenderer site, Flavour flavour, Account account, Supplier<String> baseUrl) {
        this.store = store;
        this.site = site;
        this.flavour = flavour;
        this.account = account;
        this.baseUrl = baseUrl;
        this.expansions = new ExpansionRenderer(site, this::stamp);
    }

    /** An instant in the time zone of the account that asks. */
    String stamp(Instant instant) {
        return STAMP.format(instant.atZone(account.zone()));
    }

    void write(JsonGenerator json, Issue issue, FieldSelection selection, String version) throws IOException {
        json.writeStartObject();
        if (selection.identity()) {
            json.writeStringField("expand", "renderedFields,names,schema,operations,editmeta,changelog");
        }
        json.writeStringField("id", Long.toString(issue.id()));
        if (selection.identity()) {
            json.writeStringField("self", site.self(version, "issue/" + issue.id()));
            json.writeStringField("key", issue.key());
        }
        if (!selection.fields().isEmpty()) {
            json.writeObjectFieldStart("fields");
            for (FieldCatalog.Field field : selection.fields()) {
                json.writeFieldName(field.id());
                value(json, issue, field, version);
            }
            if (issue.archived()) {
                json.writeStringField("archiveddate", stamp(issue.updated()));
            }
            json.writeEndObject();
        }
        expansions.write(json, issue, selection, version);
        json.writeEndObject();
    }

    private void value(JsonGenerator json, Issue issue, FieldCatalog.Field field, String version)
            throws IOException {
        switch (field.id()) {
            case "summary" -> json.writeString(issue.summary());
            case "description" -> richText(json, issue.description(), version);
            case "issuetype" -> type(json, issue.type(), version);
            case "project" -> site.project(json, issue.projectKey(), version);
            case "status" -> status(json, issue.status(), version);
            case "statusCategory" -> category(json, issue.status(), version);
            case "priority" -> priority(json, issue.priority(), version);
            case "labels" -> {
                json.writeStartArray();
                for (String label : issue.labels()) {
                    json.writeString(label);
                }
                json.writeEndArray();
            }
            case "assignee" -> site.person(json, issue.assignee(), version);
            case "reporter", "creator" -> site.person(json, issue.reporter(), version);
            case "created" -> json.writeString(stamp(issue.created()));
            case "updated" -> json.writeString(stamp(issue.updated()));
            case "duedate" -> text(json, issue.due() == null ? null : issue.due().toString());
            case "resolution" -> resolution(json, issue, version);
            case "resolutiondate" -> text(json, done(issue) ? stamp(issue.updated()) : null);
            case "parent" -> parent(json, issue.parentKey(), version);
            case "components" -> components(json, issue, version);
            case "subtasks" -> {
                json.writeStartArray();
                for (Issue subtask : store.subtasks(issue)) {
                    linked(json, subtask, version);
                }
                json.writeEndArray();
            }
            case "fixVersions" -> {
                json.writeStartArray();
                json.writeEndArray();
            }
            case "comment" -> {
                json.writeStartObject();
                json.writeArrayFieldStart("comments");
                json.writeEndArray();
                json.writeNumberField("maxResults", 0);
                json.writeNumberField("total", 0);
                json.writeNumberField("startAt", 0);
                json.writeEndObject();
            }
            case "environment" -> json.writeNull();
            default -> custom(json, issue, field, version);
        }
    }

    private static void custom(JsonGenerator json, Issue issue, FieldCatalog.Field field, String version)
            throws IOException {
        JsonNode value = issue.custom().get(field.id());
        if (value == null) {
            json.writeNull();
        } else if (field.textArea() && value.isTextual()) {
            richText(json, new Document().paragraph(value.textValue()).build(), version);
        } else {
            Json.write(json, value);
        }
    }

    private static boolean done(Issue issue) {
        return issue.status().category().equals("done");
    }

    private static void text(JsonGenerator json, String text) throws IOException {
        if (text == null) {
            json.writeNull();
        } else {
            json.writeString(text);
        }
    }

    private static void richText(JsonGenerator json, RichText text, String version) throws IOException {
        if (text == null) {
            json.writeNull();
        } else if (version.equals("3")) {
            json.writeRawValue(text.adf());
        } else {
            json.writeString(text.wiki());
        }
    }

    private void type(JsonGenerator json, IssueType type, String version) throws IOException {
        json.writeStartObject();
        named(json, site.self(version, "issuetype/" + type.id()), type.id(), type.name());
        json.writeStringField("description", "");
        json.writeStringField("iconUrl", baseUrl.get() + "/images/icons/issuetypes/"
                + type.name().toLowerCase(Locale.ROOT) + ".svg");
        json.writeBooleanField("subtask", type.hierarchyLevel() < 0);
        if (flavour == Flavour.CLOUD) {
            json.writeNumberField("hierarchyLevel", type.hierarchyLevel());
        }
        json.writeEndObject();
    }

    private void status(JsonGenerator json, Status status, String version) throws IOException {
        json.writeStartObject();
        named(json, site.self(version, "status/" + status.id()), status.id(), status.name());
        json.writeStringField("description", "");
        json.writeStringField("iconUrl", baseUrl.get() + "/");
        json.writeFieldName("statusCategory");
        category(json, status, version);
        json.writeEndObject();
    }

    private void category(JsonGenerator json, Status status, String version) throws IOException {
        json.writeStartObject();
        json.writeStringField("self", site.self(version, "statuscategory/" + status.categoryId()));
        json.writeNumberField("id", status.categoryId());
        json.writeStringField("key", status.category());
        json.writeStringField("colorName", status.categoryColour());
        json.writeStringField("name", status.categoryName());
        json.writeEndObject();
    }

    private void priority(JsonGenerator json, Priority priority, String version) throws IOException {
        if (priority == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        named(json, site.self(version, "priority/" + priority.id()), priority.id(), priority.name());
        json.writeStringField("iconUrl", baseUrl.get() + "/images/icons/priorities/"
                + priority.name().toLowerCase(Locale.ROOT) + ".svg");
        json.writeEndObject();
    }

    private void resolution(JsonGenerator json, Issue issue, String version) throws IOException {
        if (!done(issue)) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        named(json, site.self(version, "resolution/10000"), 10000, "Done");
        json.writeStringField("description", "Work has been completed on this issue.");
        json.writeEndObject();
    }

    private static void named(JsonGenerator json, String self, int id, String name) throws IOException {
        json.writeStringField("self", self);
        json.writeStringField("id", Integer.toString(id));
        json.writeStringField("name", name);
    }

    private void parent(JsonGenerator json, String key, String version) throws IOException {
        Issue parent = key == null ? null : store.find(key).orElse(null);
        if (parent == null) {
            json.writeNull();
        } else {
            linked(json, parent, version);
        }
    }

    private void components(JsonGenerator json, Issue issue, String version) throws IOException {
        json.writeStartArray();
        for (String name : issue.components()) {
            int id = store.componentId(issue.projectKey(), name);
            json.writeStartObject();
            named(json, site.self(version, "component/" + id), id, name);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes an issue as it stands in another one's parent or sub-tasks. */
    private void linked(JsonGenerator json, Issue other, String version) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Long.toString(other.id()));
        json.writeStringField("key", other.key());
        json.writeStringField("self", site.self(version, "issue/" + other.id()));
        json.writeObjectFieldStart("fields");
        json.writeStringField("summary", other.summary());
        json.writeFieldName("status");
        status(json, other.status(), version);
        json.writeFieldName("priority");
        priority(json, other.priority(), version);
        json.writeFieldName("issuetype");
        type(json, other.type(), version);
        json.writeEndObject();
        json.writeEndObject();
    }
}
