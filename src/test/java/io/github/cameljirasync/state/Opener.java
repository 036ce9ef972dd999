package io.github.cameljirasync.state;

/** Opens a store, writes one row and ends. */
public final class Opener {

    private Opener() {
    }

    /** Arguments: the JDBC URL and the name of the row. */
    public static void main(String[] args) {
        try (StateStore store = new StateStore(args[0], null, null)) {
            store.write(t -> t.update("INSERT INTO jira_sync_lease (sync, owner, until) VALUES (?, ?, ?)",
                    args[1], "x", 1L));
        }
    }
}
