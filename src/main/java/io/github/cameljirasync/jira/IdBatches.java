package io.github.cameljirasync.jira;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Ids of issues that are to be read, a batch at a time; a batch whose answer can't be read is halved. */
final class IdBatches {

    private final int most;
    private final Deque<List<String>> batches = new ArrayDeque<>();

    /** @param most ids of a batch */
    IdBatches(int most) {
        this.most = most;
    }

    void add(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += most) {
            batches.add(all.subList(from, Math.min(all.size(), from + most)));
        }
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    /** The batch in hand; empty when there is none. */
    List<String> current() {
        return batches.isEmpty() ? List.of() : batches.peek();
    }

    /** The batch in hand and those behind it, at most so many. */
    List<List<String>> first(int most) {
        return batches.stream().limit(most).toList();
    }

    /** Takes the batch in hand away. */
    void done() {
        batches.poll();
    }

    /** Puts its halves in the place of the batch in hand; answers the id of a batch of one, which is taken away. */
    Optional<String> halve() {
        List<String> batch = batches.remove();
        if (batch.size() == 1) {
            return Optional.of(batch.get(0));
        }
        batches.push(batch.subList(batch.size() / 2, batch.size()));
        batches.push(batch.subList(0, batch.size() / 2));
        return Optional.empty();
    }
}
