package io.github.cameljirasync.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The batches that gather among the deliveries of one pool. A batch is closed when it is full, or when nobody else can
 * join it: every delivery under way waits in some batch, and no other one is about to start. So a batch waits for no
 * clock, and none is sent half full while others are on their way to it.
 */
final class Gathering {

    private final Map<Object, BatchGroup> open = new LinkedHashMap<>();
    private int accepted;
    private int running;
    private int threads = 1;

    synchronized void threads(int most) {
        threads = most;
    }

    /** A delivery waits for a thread. */
    synchronized void accepted() {
        accepted++;
    }

    /** A delivery that was accepted is given back. */
    synchronized void rejected() {
        accepted--;
    }

    /** A delivery has got its thread. */
    synchronized void started() {
        running++;
    }

    /** A delivery has given its thread back. */
    synchronized void finished() {
        accepted--;
        running--;
        closeWhatNobodyJoins();
    }

    /**
     * Joins the batch that gathers under a key.
     *
     * @param key  tells batches apart that must not be mixed
     * @param most what a batch holds
     */
    synchronized void join(Object key, BatchLimits most, BatchMember member) {
        BatchGroup group = open.get(key);
        if (group != null && !group.takes(member, most)) {
            close(key, group);
            group = null;
        }
        if (group == null) {
            group = new BatchGroup();
            open.put(key, group);
        }
        group.add(member);
        if (group.isFull(most)) {
            close(key, group);
        }
        closeWhatNobodyJoins();
    }

    private void closeWhatNobodyJoins() {
        int waiting = open.values().stream().mapToInt(BatchGroup::memberCount).sum();
        if (waiting == 0 || waiting < running) {
            return;
        }
        if (accepted <= running) {
            new ArrayList<>(open.keySet()).forEach(key -> close(key, open.get(key)));
        } else if (running >= threads) {
            open.entrySet().stream().max(Comparator.comparingInt(entry -> entry.getValue().memberCount()))
                    .ifPresent(largest -> close(largest.getKey(), largest.getValue()));
        }
    }

    private void close(Object key, BatchGroup group) {
        open.remove(key);
        group.lead();
    }

    /** The batches that gather now, for a test. */
    synchronized List<Integer> sizes() {
        return open.values().stream().map(BatchGroup::memberCount).toList();
    }
}
