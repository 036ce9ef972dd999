package io.github.cameljirasync.sandbox.jira;

import java.util.List;
import java.util.Optional;

/**
 * A workflow status.
 *
 * @param category the key of its category: new, indeterminate or done (jira-facts 2.11)
 */
public record Status(int id, String name, String category) {

    /** All statuses of the sandbox, in the order of the workflow. */
    public static final List<Status> ALL = List.of(new Status(10000, "To Do", "new"),
            new Status(10003, "Selected for Development", "new"), new Status(10001, "In Progress", "indeterminate"),
            new Status(10004, "In Review", "indeterminate"), new Status(10002, "Done", "done"));

    static Optional<Status> named(String name) {
        return ALL.stream().filter(status -> status.name.equalsIgnoreCase(name)).findFirst();
    }

    int categoryId() {
        return switch (category) {
            case "new" -> 2;
            case "indeterminate" -> 4;
            case "done" -> 3;
            default -> 1;
        };
    }

    String categoryName() {
        return switch (category) {
            case "new" -> "To Do";
            case "indeterminate" -> "In Progress";
            case "done" -> "Done";
            default -> "No Category";
        };
    }

    String categoryColour() {
        return switch (category) {
            case "new" -> "blue-gray";
            case "indeterminate" -> "yellow";
            case "done" -> "green";
            default -> "medium-gray";
        };
    }
}
