package io.github.cameljirasync.jira;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of record that a sync wants beside the issues.
 *
 * @param name    {@code project}, {@code user} or {@code team}
 * @param options what to ask for with it: {@code expand} of projects, {@code includeMembers} of teams
 */
record RecordKind(String name, Map<String, String> options) {

    /** What tells the id of a record in the state store from an issue's. */
    static final String SEPARATOR = "/";

    /**
     * Reads a list such as {@code project?expand=insight,user,team?includeMembers=true}.
     *
     * @throws IllegalArgumentException when a kind is none of the known
     */
    static List<RecordKind> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(kind -> !kind.isEmpty()).map(RecordKind::of).toList();
    }

    private static RecordKind of(String text) {
        String[] parts = text.split("\\?", 2);
        if (!List.of("project", "user", "team").contains(parts[0])) {
            throw new IllegalArgumentException("there is no kind '" + parts[0] + "' beside the issues; use project, user or team");
        }
        Map<String, String> options = new HashMap<>();
        for (String option : parts.length > 1 ? parts[1].split("&") : new String[0]) {
            String[] pair = option.split("=", 2);
            options.put(pair[0], pair.length > 1 ? pair[1].replace("%2C", ",") : "true");
        }
        return new RecordKind(parts[0], Map.copyOf(options));
    }

    RecordPages pages(String organizationId) {
        return switch (name) {
            case "project" -> new ProjectPages(options.getOrDefault("expand", ""));
            case "user" -> new UserPages();
            default -> new TeamPages(organizationId, Boolean.parseBoolean(options.get("includeMembers")));
        };
    }

    /** Where a record of this kind stands in the state store, in the place of an issue's id. */
    String place(String id) {
        return name + SEPARATOR + id;
    }

    /** The kind of what was found: {@code issue}, or that of a record. */
    static String of(FoundIssue found) {
        int separator = found.id().indexOf(SEPARATOR);
        return separator < 0 ? "issue" : found.id().substring(0, separator);
    }

    /** Whether an id in the state store is one of a record and not of an issue. */
    static boolean isRecord(String place) {
        return place.contains(SEPARATOR);
    }
}
