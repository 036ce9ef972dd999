package io.github.cameljirasync.sandbox.jira;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;

/**
 * One version of an issue. A change makes a new version.
 *
 * @param id          numeric and for ever (jira-facts 2.4)
 * @param key         project key, hyphen, number; changes on a move
 * @param description null when empty
 * @param priority    null when none
 * @param assignee    null when nobody
 * @param reporter    null when unknown
 * @param due         null when none
 * @param parentKey   key of its epic or, for a sub-task, of its issue; null when none
 * @param custom      custom fields by id; one without a value is null in the answers
 * @param components  names of its project's components
 * @param archived    an archived issue is read by id, but no search finds it (jira-facts 3.6)
 */
public record Issue(long id, String key, IssueType type, String summary, RichText description, Status status,
                    Priority priority, List<String> labels, Person assignee, Person reporter, Instant created,
                    Instant updated, LocalDate due, String parentKey, Map<String, JsonNode> custom,
                    List<String> components, boolean archived) {

    /** The key of the issue's project. */
    public String projectKey() {
        return key.substring(0, key.lastIndexOf('-'));
    }

    int number() {
        return Integer.parseInt(key.substring(key.lastIndexOf('-') + 1));
    }

    /** A builder that starts with all of this version. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.id = id;
        builder.key = key;
        builder.type = type;
        builder.summary = summary;
        builder.description = description;
        builder.status = status;
        builder.priority = priority;
        builder.labels = labels;
        builder.assignee = assignee;
        builder.reporter = reporter;
        builder.created = created;
        builder.updated = updated;
        builder.due = due;
        builder.parentKey = parentKey;
        builder.custom = custom;
        builder.components = components;
        builder.archived = archived;
        return builder;
    }

    /** What an issue is to become. Names of types, statuses and priorities are those of the sandbox's workflow. */
    public static final class Builder {

        long id;
        String key;
        Instant created;
        Instant updated;
        boolean archived;
        private IssueType type = IssueType.ALL.get(2);
        private String summary = "";
        private RichText description;
        private Status status = Status.ALL.get(0);
        private Priority priority = Priority.ALL.get(2);
        private List<String> labels = List.of();
        private Person assignee;
        private Person reporter;
        private LocalDate due;
        private String parentKey;
        private Map<String, JsonNode> custom = Map.of();
        private List<String> components = List.of();

        public Builder type(String name) {
            type = IssueType.named(name).orElseThrow(() -> new IllegalArgumentException("No type " + name));
            return this;
        }

        public Builder summary(String text) {
            summary = text;
            return this;
        }

        /** Null empties the description. */
        public Builder description(RichText text) {
            description = text;
            return this;
        }

        /** A description of plain paragraphs, one per line. */
        public Builder description(String text) {
            Document document = new Document();
            text.lines().forEach(document::paragraph);
            return description(document.build());
        }

        public Builder status(String name) {
            status = Status.named(name).orElseThrow(() -> new IllegalArgumentException("No status " + name));
            return this;
        }

        /** Null takes the priority away. */
        public Builder priority(String name) {
            priority = name == null ? null
                    : Priority.named(name).orElseThrow(() -> new IllegalArgumentException("No priority " + name));
            return this;
        }

        public Builder labels(String... names) {
            labels = List.of(names);
            return this;
        }

        public Builder components(String... names) {
            components = List.of(names);
            return this;
        }

        public Builder assignee(Person person) {
            assignee = person;
            return this;
        }

        public Builder reporter(Person person) {
            reporter = person;
            return this;
        }

        public Builder due(LocalDate day) {
            due = day;
            return this;
        }

        public Builder parent(String issueKey) {
            parentKey = issueKey;
            return this;
        }

        /** Sets the story points; null takes them away. */
        public Builder storyPoints(Double points) {
            return custom(FieldCatalog.STORY_POINTS, points == null ? null : DoubleNode.valueOf(points));
        }

        /** Sets a custom field such as customfield_10016; null takes its value away. */
        public Builder custom(String fieldId, JsonNode value) {
            Map<String, JsonNode> all = new HashMap<>(custom);
            if (value == null) {
                all.remove(fieldId);
            } else {
                all.put(fieldId, value);
            }
            custom = all;
            return this;
        }

        /** Without it, the time of the store's clock at the moment of adding. */
        public Builder created(Instant instant) {
            created = instant;
            return this;
        }

        /** Without it, the time of the store's clock at the moment of adding or changing. */
        public Builder updated(Instant instant) {
            updated = instant;
            return this;
        }

        Issue build() {
            return new Issue(id, key, type, summary, description, status, priority,
                    List.copyOf(labels), assignee, reporter, created, updated, due, parentKey,
                    Map.copyOf(custom), List.copyOf(components), archived);
        }
    }
}
