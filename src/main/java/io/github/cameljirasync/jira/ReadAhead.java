package io.github.cameljirasync.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.delivery.DeliveryPool;

/**
 * What has been read while the page in hand is delivered. Several of Jira's pages become one, so that neither Jira nor the
 * deliveries stand still at the border of each page; so many only that the memory which they take is bounded.
 */
final class ReadAhead {

    /** More would only grow old, where the target is slow. */
    private static final int MOST_ISSUES = 200;
    private static final int MOST_FOR_MANY = 500;
    private static final long MOST_CHARACTERS = 1_000_000;

    private final DeliveryPool deliveries;
    private final int most;
    private IssuePage read = IssuePage.empty();
    private long characters;
    private long each = MOST_CHARACTERS;

    ReadAhead(DeliveryPool deliveries) {
        this.deliveries = deliveries;
        this.most = deliveries.takesMany() ? MOST_FOR_MANY : MOST_ISSUES;
    }

    /** Adds a page that was read behind the others. */
    void add(IssuePage page) {
        read = read.and(page);
        long added = page.issues().stream().mapToLong(issue -> characters(issue.json())).sum();
        characters += added;
        if (!page.issues().isEmpty()) {
            each = Math.max(1, added / page.issues().size());
        }
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

    /**
     * Whether to read on: there is room, and nothing would wait for it.
     *
     * @param wanted the most issues that there is a use for
     */
    boolean isWorthwhile(long wanted) {
        return characters < MOST_CHARACTERS && read.issues().size() < Math.min(most, wanted)
                && (read.issues().isEmpty() || deliveries.hasWaiting());
    }

    /** For how many issues there is room, when they are as long as those of the page before; unknown ones are the longest. */
    int room() {
        return (int) Math.max(0, Math.min(most - read.issues().size(), (MOST_CHARACTERS - characters) / each));
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
