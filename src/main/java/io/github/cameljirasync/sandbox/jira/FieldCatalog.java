package io.github.cameljirasync.sandbox.jira;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields that issues of the sandbox have. Immutable. */
public final class FieldCatalog {

    /** Id of the number field "Story Points". */
    public static final String STORY_POINTS = "customfield_10016";

    private final Map<String, Field> byId = new LinkedHashMap<>();
    private final Map<String, Field> byClause = new HashMap<>();

    /**
     * A field.
     *
     * @param id         such as summary or customfield_10016
     * @param name       as shown to people
     * @param clauses    its names in JQL
     * @param type       schema type: string, number, date, datetime, user, array, option …
     * @param items      type of the items when it is an array, else null
     * @param customType the custom field type's last part such as float, null for a system field
     * @param navigable  whether *navigable holds it
     */
    public record Field(String id, String name, List<String> clauses, String type, String items, String customType,
                        boolean navigable) {

        boolean custom() {
            return customType != null;
        }

        /** A text area, which v3 gives as ADF. */
        boolean textArea() {
            return "textarea".equals(customType);
        }

        String customKey() {
            return switch (customType) {
                case "gh-sprint", "gh-epic-link" -> "com.pyxis.greenhopper.jira:" + customType;
                default -> "com.atlassian.jira.plugin.system.customfieldtypes:" + customType;
            };
        }
    }

    public FieldCatalog() {
        system("summary", "Summary", "string", null, true);
        system("issuetype", "Issue Type", "issuetype", null, true, "type");
        system("project", "Project", "project", null, true);
        system("status", "Status", "status", null, true);
        system("statusCategory", "Status Category", "statusCategory", null, true);
        system("priority", "Priority", "priority", null, true);
        system("labels", "Labels", "array", "string", true);
        system("assignee", "Assignee", "user", null, true);
        system("reporter", "Reporter", "user", null, true);
        system("creator", "Creator", "user", null, true);
        system("created", "Created", "datetime", null, true, "createdDate");
        system("updated", "Updated", "datetime", null, true, "updatedDate");
        system("duedate", "Due date", "date", null, true, "due");
        system("resolution", "Resolution", "resolution", null, true);
        system("resolutiondate", "Resolved", "datetime", null, true, "resolved");
        system("parent", "Parent", "issuelink", null, true);
        system("subtasks", "Sub-tasks", "array", "issuelinks", true);
        system("components", "Components", "array", "component", true, "component");
        system("fixVersions", "Fix versions", "array", "version", true, "fixVersion");
        system("description", "Description", "string", null, true);
        system("environment", "Environment", "string", null, true);
        system("comment", "Comment", "comments-page", null, false);
        custom(10014, "Epic Link", "any", null, "gh-epic-link");
        custom(10016, "Story Points", "number", null, "float");
        custom(10020, "Sprint", "array", "json", "gh-sprint");
        custom(10045, "T-shirt size", "option", null, "select");
        custom(10046, "Customer impact", "string", null, "textarea");
        custom(10047, "Ticket number", "string", null, "textfield");
    }

    private void system(String id, String name, String type, String items, boolean navigable, String... moreClauses) {
        List<String> clauses = new ArrayList<>(List.of(moreClauses));
        clauses.add(0, id);
        add(new Field(id, name, List.copyOf(clauses), type, items, null, navigable));
    }

    private void custom(int number, String name, String type, String items, String customType) {
        add(new Field("customfield_" + number, name, List.of("cf[" + number + "]", name), type, items, customType,
                true));
    }

    private void add(Field field) {
        byId.put(field.id(), field);
        byClause.put(field.id().toLowerCase(Locale.ROOT), field);
        byClause.put(field.name().toLowerCase(Locale.ROOT), field);
        field.clauses().forEach(clause -> byClause.put(clause.toLowerCase(Locale.ROOT), field));
    }

    /** All fields in the order of the answers. */
    public List<Field> all() {
        return List.copyOf(byId.values());
    }

    /** The field with that id, or null. */
    Field field(String id) {
        return byId.get(id);
    }

    /** The field that a query means by this name, or null. */
    Field clause(String name) {
        return byClause.get(name.toLowerCase(Locale.ROOT));
    }
}
