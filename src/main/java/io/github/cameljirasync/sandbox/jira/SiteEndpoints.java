package io.github.cameljirasync.sandbox.jira;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.jql.JqlException;
import io.github.cameljirasync.sandbox.jql.JqlParser;

/** /myself, /serverInfo, /field, /project/search and /jql/parse (jira-facts 2.5 to 2.8, 1.15). */
final class SiteEndpoints {

    private static final int MOST_PROJECTS = 100;
    private static final int STANDARD_PROJECTS = 50;

    private final IssueStore store;
    private final FieldCatalog catalog;
    private final IssueRenderer renderer;
    private final SiteRenderer site;
    private final QueryEngine engine;
    private final Flavour flavour;
    private final Account account;
    private final Clock clock;
    private final Supplier<String> baseUrl;

    SiteEndpoints(IssueStore store, FieldCatalog catalog, IssueRenderer renderer, SiteRenderer site,
            QueryEngine engine, Flavour flavour, Account account, Clock clock, Supplier<String> baseUrl) {
        this.store = store;
        this.catalog = catalog;
        this.renderer = renderer;
        this.site = site;
        this.engine = engine;
        this.flavour = flavour;
        this.account = account;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    Answer myself(boolean known, String version) {
        if (!known) {
            return JiraErrors.unauthenticated(flavour);
        }
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            site.personFields(json, account.person(), version);
            json.writeStringField("locale", "en_US");
            for (String list : List.of("groups", "applicationRoles")) {
                json.writeObjectFieldStart(list);
                json.writeNumberField("size", 1);
                json.writeArrayFieldStart("items");
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        }));
    }

    Answer serverInfo() {
        boolean cloud = flavour == Flavour.CLOUD;
        ObjectNode info = Json.object().put("baseUrl", baseUrl.get())
                .put("version", cloud ? "1001.0.0-SNAPSHOT" : "9.12.12");
        ArrayNode numbers = info.putArray("versionNumbers");
        for (int number : cloud ? new int[] {1001, 0, 0} : new int[] {9, 12, 12}) {
            numbers.add(number);
        }
        info.put("deploymentType", cloud ? "Cloud" : "Server").put("buildNumber", cloud ? 100_291 : 9_120_012)
                .put("buildDate", "2025-11-03T00:00:00.000+0000")
                .put("serverTime", renderer.stamp(clock.instant()))
                .put("scmInfo", "a5f1c2d0b9e8f7a6").put("serverTitle", "Jira")
                .put("serverTimeZone", account.zone().getId());
        return Answer.json(200, info);
    }

    Answer fields() {
        ArrayNode all = Json.array();
        for (FieldCatalog.Field field : catalog.all()) {
            ObjectNode node = all.addObject().put("id", field.id());
            if (flavour == Flavour.CLOUD) {
                node.put("key", field.id());
            }
            node.put("name", field.name());
            node.put("custom", field.custom()).put("orderable", true).put("navigable", field.navigable())
                    .put("searchable", true);
            field.clauses().forEach(node.putArray("clauseNames")::add);
            ObjectNode schema = node.putObject("schema").put("type", field.type());
            if (field.items() != null) {
                schema.put("items", field.items());
            }
            if (field.custom()) {
                schema.put("custom", field.customKey())
                        .put("customId", Long.parseLong(field.id().substring("customfield_".length())));
            } else {
                schema.put("system", field.id());
            }
        }
        return Answer.json(200, all);
    }

    Answer projects(Call call, boolean known, String version) {
        int startAt = number(call.query("startAt"), 0);
        int asked = number(call.query("maxResults"), STANDARD_PROJECTS);
        int maxResults = asked < 1 || asked > MOST_PROJECTS ? MOST_PROJECTS : asked;
        List<String> keys = call.queryAll("keys");
        String words = call.query("query");
        List<Project> matching = !known ? List.of() : store.projects().stream()
                .filter(project -> keys.isEmpty() || keys.contains(project.key()))
                .filter(project -> words == null || (project.key() + " " + project.name()).toLowerCase(Locale.ROOT)
                        .contains(words.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparing(Project::key)).toList();
        int from = Math.min(Math.max(0, startAt), matching.size());
        int to = Math.min(matching.size(), from + maxResults);
        boolean insight = call.query("expand") != null && call.query("expand").contains("insight");
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("self", baseUrl.get() + call.target());
            json.writeNumberField("maxResults", maxResults);
            json.writeNumberField("startAt", startAt);
            json.writeNumberField("total", matching.size());
            json.writeBooleanField("isLast", to >= matching.size());
            if (to < matching.size()) {
                json.writeStringField("nextPage", baseUrl.get() + call.path() + "?startAt=" + to + "&maxResults="
                        + maxResults);
            }
            json.writeArrayFieldStart("values");
            for (Project project : matching.subList(from, to)) {
                project(json, project, insight, version);
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    /** GET /project, which isn't paged. */
    Answer allProjects(boolean known, String version) {
        return Answer.json(200, Json.bytes(json -> {
            json.writeStartArray();
            for (Project project : known ? store.projects() : List.<Project>of()) {
                site.project(json, project.key(), version);
            }
            json.writeEndArray();
        }));
    }

    private void project(JsonGenerator json, Project project, boolean insight, String version)
            throws IOException {
        if (!insight) {
            site.project(json, project.key(), version);
            return;
        }
        List<Issue> issues = store.all().stream().filter(issue -> issue.projectKey().equals(project.key())).toList();
        JsonNode plain = Json.parse(Json.bytes(one -> site.project(one, project.key(), version)));
        ObjectNode node = ((ObjectNode) plain).putObject("insight").put("totalIssueCount", issues.size());
        issues.stream().map(Issue::updated).max(Comparator.<Instant>naturalOrder())
                .ifPresent(newest -> node.put("lastIssueUpdateTime", renderer.stamp(newest)));
        Json.write(json, plain);
    }

    Answer parse(Call call) {
        JsonNode body = Json.parse(call.body());
        JsonNode queries = body == null ? null : body.get("queries");
        if (queries == null || !queries.isArray() || queries.isEmpty() || !SearchRequest.texts(queries)) {
            return JiraErrors.payload();
        }
        boolean none = "none".equals(call.query("validation"));
        boolean warn = "warn".equals(call.query("validation"));
        ObjectNode answer = Json.object();
        ArrayNode parsed = answer.putArray("queries");
        for (String jql : SearchRequest.strings(queries)) {
            ObjectNode one = parsed.addObject().put("query", jql);
            try {
                if (none) {
                    JqlParser.parse(jql);
                } else {
                    engine.check(jql);
                }
                one.putObject("structure");
            } catch (JqlException e) {
                boolean syntax = e.getMessage().startsWith("Error in the JQL Query");
                one.putArray(warn && !syntax ? "warnings" : "errors").add(e.getMessage());
            }
        }
        return Answer.json(200, answer);
    }

    private static int number(String text, int standard) {
        try {
            return text == null ? standard : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return standard;
        }
    }
}
