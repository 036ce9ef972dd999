package io.github.cameljirasync.sandbox.port;

/** The groups of requests that Port limits separately, with the documented number in five minutes. */
public enum RateGroup {
    UNAUTHENTICATED(100),
    ENTITIES(35_000),
    BLUEPRINTS(15_000),
    SEARCH(35_000),
    SINGLE_UPSERT(10_000),
    BULK_UPSERT(35_000);

    private final int documented;

    RateGroup(int documented) {
        this.documented = documented;
    }

    int documented() {
        return documented;
    }
}
