package io.github.cameljirasync.jira;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What has been read while the page in hand is delivered. Several of Jira's pages become one, so that neither Jira nor the
 * deliveries stand still at the border of each page; so many only that the memory which they take is bounded.
 */
final class ReadAhead {

    private static final int MOST_ISSUES = 200;
    private static final long MOST_CHARACTERS = 1_000_000;

    private IssuePage read = IssuePage.empty();
    private long characters;

    /** Adds a page that was read behind the others. */
    void add(IssuePage page) {
        read = read.and(page);
        characters += page.issues().stream().mapToLong(issue -> characters(issue.json())).sum();
    }

    /** Everything read so far, which is to be delivered now. */
    IssuePage handOver() {
        IssuePage all = read;
        read = IssuePage.empty();
        characters = 0;
        return all;
    }

    boolean isEmpty() {
        return read.isEmpty();
    }

    /** @param wanted the most issues that there is a use for */
    boolean hasRoom(long wanted) {
        return characters < MOST_CHARACTERS && read.issues().size() < Math.min(MOST_ISSUES, wanted);
    }

    /** How long the texts are and, roughly, all that is between them. */
    private static long characters(JsonNode node) {
        long sum = node.isTextual() ? node.textValue().length() : 8;
        for (JsonNode child : node) {
            sum += characters(child);
        }
        return sum;
    }
}
