package io.github.cameljirasync.sandbox.jira;

import java.util.List;
import java.util.Optional;

/** An issue type; hierarchy level 1 is an epic, 0 a standard issue, -1 a sub-task. */
public record IssueType(int id, String name, int hierarchyLevel) {

    /** All types of the sandbox. */
    public static final List<IssueType> ALL = List.of(new IssueType(10000, "Epic", 1), new IssueType(10001, "Story", 0),
            new IssueType(10002, "Task", 0), new IssueType(10004, "Bug", 0), new IssueType(10003, "Sub-task", -1));

    static Optional<IssueType> named(String name) {
        return ALL.stream().filter(type -> type.name.equalsIgnoreCase(name)).findFirst();
    }
}
