package io.github.cameljirasync.sandbox.port;

import io.github.cameljirasync.sandbox.http.Call;

/**
 * The query parameters of an upsert.
 *
 * @param upsert         an entity that exists is changed; without it that is a conflict
 * @param merge          what isn't sent stays as it is; without it the entity is replaced
 * @param validationOnly nothing is stored
 * @param createMissing  relation targets that don't exist are created
 */
record UpsertOptions(boolean upsert, boolean merge, boolean validationOnly, boolean createMissing) {

    static UpsertOptions of(Call call) {
        return new UpsertOptions(flag(call, "upsert"), flag(call, "merge"), flag(call, "validation_only"),
                flag(call, "create_missing_related_entities"));
    }

    private static boolean flag(Call call, String name) {
        return "true".equals(call.query(name));
    }
}
