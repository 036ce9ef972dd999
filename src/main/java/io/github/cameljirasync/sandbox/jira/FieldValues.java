package io.github.cameljirasync.sandbox.jira;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** What the fields of an issue hold, in the form in which queries compare and sort them. */
final class FieldValues {

    private final IssueStore store;
    private final Flavour flavour;
    private final ZoneId zone;

    FieldValues(IssueStore store, Flavour flavour, ZoneId zone) {
        this.store = store;
        this.flavour = flavour;
        this.zone = zone;
    }

    /** The text of a text field, null when empty. */
    String text(Issue issue, FieldCatalog.Field field) {
        return switch (field.id()) {
            case "summary" -> issue.summary();
            case "description" -> issue.description() == null ? null : issue.description().wiki();
            case "environment", "comment" -> null;
            default -> {
                JsonNode value = issue.custom().get(field.id());
                yield value == null ? null : value.isTextual() ? value.textValue() : value.toString();
            }
        };
    }

    /** The instant of a date field in milliseconds since 1970, null when empty. */
    Long millis(Issue issue, FieldCatalog.Field field) {
        return switch (field.id()) {
            case "created" -> issue.created().toEpochMilli();
            case "updated" -> issue.updated().toEpochMilli();
            case "duedate" -> issue.due() == null ? null : issue.due().atStartOfDay(zone).toInstant().toEpochMilli();
            case "resolutiondate" -> issue.status().category().equals("done") ? issue.updated().toEpochMilli() : null;
            default -> null;
        };
    }

    /** The number of a number field, null when empty. */
    Double number(Issue issue, FieldCatalog.Field field) {
        JsonNode value = issue.custom().get(field.id());
        return value == null || !value.isNumber() ? null : value.doubleValue();
    }

    /** All names, in lower case, by which a query may call the field's values; empty when it has none. */
    List<String> names(Issue issue, FieldCatalog.Field field) {
        return switch (field.id()) {
            case "project" -> project(issue.projectKey());
            case "issuetype" -> lower(issue.type().name(), issue.type().id());
            case "status" -> lower(issue.status().name(), issue.status().id());
            case "statusCategory" -> lower(issue.status().categoryName(), issue.status().categoryId(),
                    issue.status().category());
            case "priority" -> issue.priority() == null ? List.of()
                    : lower(issue.priority().name(), issue.priority().id());
            case "components" -> lower(issue.components().toArray());
            case "subtasks" -> store.subtasks(issue).stream().map(one -> one.key().toLowerCase(Locale.ROOT)).toList();
            case "labels" -> lower(issue.labels().toArray());
            case "assignee" -> person(issue.assignee());
            case "reporter", "creator" -> person(issue.reporter());
            case "resolution" -> issue.status().category().equals("done") ? lower("Done", 10000) : List.of();
            case "parent", "customfield_10014" -> parent(issue);
            default -> {
                JsonNode value = issue.custom().get(field.id());
                yield value == null ? List.of()
                        : lower(value.isObject() ? value.path("value").asText() : value.asText());
            }
        };
    }

    private List<String> project(String key) {
        Project project = store.project(key);
        return lower(project.key(), project.name(), project.id());
    }

    private List<String> parent(Issue issue) {
        if (issue.parentKey() == null) {
            return List.of();
        }
        Optional<Issue> parent = store.find(issue.parentKey());
        return parent.map(found -> lower(found.key(), found.id())).orElse(List.of());
    }

    private List<String> person(Person person) {
        if (person == null) {
            return List.of();
        }
        return flavour == Flavour.CLOUD ? lower(person.accountId()) : lower(person.name());
    }

    private static List<String> lower(Object... values) {
        List<String> names = new ArrayList<>(values.length);
        for (Object value : values) {
            names.add(value.toString().toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** The value that ORDER BY compares, null when empty. */
    Comparable<?> sortKey(Issue issue, FieldCatalog.Field field) {
        return switch (field.type()) {
            case "datetime", "date" -> millis(issue, field);
            case "number" -> number(issue, field);
            case "string" -> text(issue, field);
            // the most urgent priority is the greatest
            case "priority" -> issue.priority() == null ? null : -issue.priority().id();
            case "status" -> Status.ALL.indexOf(issue.status());
            default -> names(issue, field).stream().findFirst().orElse(null);
        };
    }
}
