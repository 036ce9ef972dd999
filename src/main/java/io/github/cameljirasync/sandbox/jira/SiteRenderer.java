package io.github.cameljirasync.sandbox.jira;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonGenerator;

/** Writes projects and users as Jira's answers show them (jira-facts 2.6, 2.9, 9.4). */
final class SiteRenderer {

    private final IssueStore store;
    private final Flavour flavour;
    private final Account account;
    private final Supplier<String> baseUrl;

    SiteRenderer(IssueStore store, Flavour flavour, Account account, Supplier<String> baseUrl) {
        this.store = store;
        this.flavour = flavour;
        this.account = account;
        this.baseUrl = baseUrl;
    }

    String self(String version, String path) {
        return baseUrl.get() + "/rest/api/" + version + "/" + path;
    }

    void project(JsonGenerator json, String key, String version) throws IOException {
        Project project = store.project(key);
        json.writeStartObject();
        json.writeStringField("self", self(version, "project/" + project.id()));
        json.writeStringField("id", Long.toString(project.id()));
        json.writeStringField("key", project.key());
        json.writeStringField("name", project.name());
        json.writeStringField("projectTypeKey", "software");
        if (flavour == Flavour.CLOUD) {
            json.writeBooleanField("simplified", false);
        }
        avatars(json);
        json.writeEndObject();
    }

    private void avatars(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("avatarUrls");
        for (Map.Entry<String, String> size : Map.of("48x48", "large", "16x16", "xsmall").entrySet()) {
            json.writeStringField(size.getKey(), baseUrl.get() + "/secure/avatar?size=" + size.getValue());
        }
        json.writeEndObject();
    }

    /** Writes a user, or null for nobody. */
    void person(JsonGenerator json, Person person, String version) throws IOException {
        if (person == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        personFields(json, person, version);
        json.writeEndObject();
    }

    void personFields(JsonGenerator json, Person person, String version) throws IOException {
        if (flavour == Flavour.CLOUD) {
            json.writeStringField("self", self(version, "user?accountId=" + person.accountId()));
            json.writeStringField("accountId", person.accountId());
            json.writeStringField("accountType", person.accountType());
        } else {
            json.writeStringField("self", self(version, "user?username=" + person.name()));
            json.writeStringField("name", person.name());
            json.writeStringField("key", "JIRAUSER-" + person.name());
        }
        if (person.email() != null) {
            json.writeStringField("emailAddress", person.email());
        }
        avatars(json);
        json.writeStringField("displayName", person.displayName());
        json.writeBooleanField("active", person.active());
        json.writeStringField("timeZone", account.zone().getId());
    }
}
