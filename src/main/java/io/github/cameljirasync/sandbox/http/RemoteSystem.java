package io.github.cameljirasync.sandbox.http;

/** The systems that the sandbox plays. */
public enum RemoteSystem {
    JIRA("jira"),
    PRIORITY_VOTE("priority-vote"),
    PORT("port");

    private final String id;

    RemoteSystem(String id) {
        this.id = id;
    }

    /** The name used in the admin API and in sentences. */
    public String id() {
        return id;
    }

    /** The system of that {@link #id()}. */
    public static RemoteSystem of(String id) {
        for (RemoteSystem system : values()) {
            if (system.id.equals(id)) {
                return system;
            }
        }
        throw new IllegalArgumentException("No system '" + id + "': jira, priority-vote or port");
    }
}
