package io.github.cameljirasync.jira;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The fields that Jira is asked for: those that the mapping names as {@code .fields.x} or {@code .fields["x"]}, or all
 * where it uses {@code .fields} in another way; those that a setting adds, and {@code updated}. A field that a setting
 * gives by its name is asked for by its id, and stands in each issue under its name as well.
 */
public final class MappedFields {

    /** What a search is asked for that shall give every field. */
    public static final String ALL = "*all";

    /** What Jira adds for people to read, and only of those fields that it is asked for. */
    private static final String RENDERED = "renderedFields";
    private static final Pattern ID = Pattern.compile("customfield_\\d+");

    private final Set<String> ids = new LinkedHashSet<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> expand;
    private volatile ResolvedFields resolved;

    /**
     * @param mapping text of the jq mapping
     * @param added   fields that a setting adds, by id or name, separated by commas; may be empty
     */
    public MappedFields(String mapping, String added) {
        this(List.of(mapping), added, "");
    }

    /**
     * The fields of several mappings.
     *
     * @param expand what Jira is to add to each issue, separated by commas; may be empty
     */
    MappedFields(List<String> mappings, String added, String expand) {
        ids.add("updated");
        this.expand = Arrays.stream(expand.split(",")).map(String::strip).filter(one -> !one.isEmpty()).distinct().toList();
        List<JqFields.Read> read = mappings.stream().map(JqFields::of).toList();
        if (this.expand.contains(RENDERED) || read.stream().anyMatch(JqFields.Read::any)) {
            ids.add(ALL);
        } else {
            read.forEach(one -> ids.addAll(one.named()));
        }
        Arrays.stream(added.split(",")).map(String::strip).filter(field -> !field.isEmpty()).forEach(field -> {
            if (ID.matcher(field).matches()) {
                ids.add(field);
            } else {
                names.add(field);
            }
        });
    }

    /**
     * The mappings that a sync names.
     *
     * @param mapping one Camel resource, or several separated by commas, each with its scheme
     */
    public static List<String> resources(String mapping) {
        return Arrays.stream(mapping.split(",\\s*(?=[a-z]+:)")).map(String::strip).toList();
    }

    /** True when a field is given by name that has not been found yet, so that Jira's list of fields is needed. */
    boolean needsList() {
        return !names.isEmpty() && resolved == null;
    }

    /**
     * The same fields with every name found in Jira's list of fields.
     *
     * @param list answer of {@code GET /rest/api/{2|3}/field}
     * @throws IllegalArgumentException with a sentence, when a name is unknown or stands for several fields
     */
    public ResolvedFields resolve(JsonNode list) {
        ObjectNode idsByName = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            List<String> found = new ArrayList<>();
            list.forEach(field -> {
                if (name.equals(field.path("id").asText())
                        || name.equalsIgnoreCase(field.path("name").asText())
                        || name.equalsIgnoreCase(field.path("untranslatedName").asText())) {
                    found.add(field.path("id").asText());
                }
            });
            if (found.size() != 1) {
                throw new IllegalArgumentException(found.isEmpty()
                        ? "Jira has no field '" + name + "'; 'fields' lists those it has"
                        : "Jira has several fields '" + name + "' (" + String.join(", ", found)
                                + "); name the one you mean by its id");
            }
            idsByName.put(name, found.get(0));
        }
        resolved = resolved(idsByName);
        return resolved;
    }

    /** The fields where none is given by name, or all names have been found before. */
    ResolvedFields resolved() {
        return resolved == null ? resolved(JsonNodeFactory.instance.objectNode()) : resolved;
    }

    private ResolvedFields resolved(ObjectNode idsByName) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Set<String> asked = new LinkedHashSet<>(ids);
        idsByName.forEach(id -> asked.add(id.asText()));
        asked.forEach(all::add);
        return new ResolvedFields(all, idsByName, expand);
    }

    /**
     * @param asked     the ids for the {@code fields} member of a search
     * @param idsByName ids of the fields that were given by name
     * @param expand    what Jira adds to each issue
     */
    public record ResolvedFields(ArrayNode asked, ObjectNode idsByName, List<String> expand) {

        /** Asks for them in the body of a search, in which {@code expand} is one text on Cloud and a list on Data Center. */
        void askIn(ObjectNode search, boolean dataCenter) {
            search.set("fields", asked);
            if (!expand.isEmpty() && dataCenter) {
                expand.forEach(search.putArray("expand")::add);
            } else if (!expand.isEmpty()) {
                search.put("expand", String.join(",", expand));
            }
        }

        /** The body of a look-up of issues by their ids. */
        ObjectNode of(List<String> issueIds) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            issueIds.forEach(body.putArray("ids")::add);
            body.set("fields", asked);
            if (!expand.isEmpty()) {
                expand.forEach(body.putArray("expand")::add);
            }
            return body;
        }

        /** Puts each field that was given by name into an issue under that name. */
        void addNames(ObjectNode issue) {
            if (issue.get("fields") instanceof ObjectNode fields) {
                idsByName.properties().forEach(name ->
                        fields.set(name.getKey(), fields.path(name.getValue().asText())));
            }
        }
    }
}
