package io.github.cameljirasync.sandbox.jira;

import java.util.List;
import java.util.Optional;

/** A priority; 1 is the most urgent. */
public record Priority(int id, String name) {

    /** All priorities of the sandbox, the most urgent first. */
    public static final List<Priority> ALL = List.of(new Priority(1, "Highest"), new Priority(2, "High"),
            new Priority(3, "Medium"), new Priority(4, "Low"), new Priority(5, "Lowest"));

    static Optional<Priority> named(String name) {
        return ALL.stream().filter(priority -> priority.name.equalsIgnoreCase(name)).findFirst();
    }
}
