package io.github.cameljirasync.port;

/**
 * Which entity it is at Port.
 *
 * @param blueprint  its blueprint
 * @param identifier tells it from the other entities of the blueprint
 */
record EntityId(String blueprint, String identifier) {

    /** Reads what {@link #toString()} gives; no blueprint's identifier holds a slash. */
    static EntityId of(String text) {
        String[] parts = text.split("/", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException("'" + text + "' is no blueprint with an identifier, such as jiraIssue/ACME-1.");
        }
        return new EntityId(parts[0], parts[1]);
    }

    @Override
    public String toString() {
        return blueprint + '/' + identifier;
    }
}
