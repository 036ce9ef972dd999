package io.github.cameljirasync.sandbox.port;

/** What is counted in Port. Requests hit by a fault before they were processed are in the request log only. */
public enum PortEvent {
    TOKEN_ISSUED,
    SINGLE_CALL,
    BULK_CALL,
    /** A single or bulk call with validation_only, which is counted here and nowhere else. */
    VALIDATION_CALL,
    SEARCH_CALL,
    DELETE_CALL,
    /** An entity that was sent and stored, an unchanged one included. */
    ENTITY_WRITTEN,
    /** Of those written, one that looked exactly like what was stored. */
    ENTITY_UNCHANGED,
    /** An empty entity that create_missing_related_entities made. */
    ENTITY_CREATED_AS_TARGET,
    ENTITY_REFUSED,
    /** An entity that was deleted, dependent ones included. */
    ENTITY_DELETED,
    RATE_LIMITED
}
