package io.github.cameljirasync.jira;

import com.fasterxml.jackson.databind.JsonNode;

/** Whom Jira takes us for: with a bad credential it answers a search as to a stranger, and only /myself tells. */
final class Account {

    private Account() {
    }

    /** @throws IllegalArgumentException with a sentence, when the answer of {@code /myself} names nobody */
    static void require(JsonNode myself) {
        if (myself == null || !(myself.hasNonNull("accountId") || myself.hasNonNull("name") || myself.hasNonNull("key"))) {
            throw new IllegalArgumentException("Jira's /myself did not say who the credential belongs to");
        }
    }
}
