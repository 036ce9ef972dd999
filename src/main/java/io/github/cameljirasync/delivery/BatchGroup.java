package io.github.cameljirasync.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * The messages of one batch. The first of them acts for all: it sends one part after another, usually there is only one,
 * and shares out what the service says. In the exchange variable {@value Batch#VARIABLE} of that one only.
 */
public final class BatchGroup {

    private final List<BatchMember> members = new ArrayList<>();
    private final Deque<List<BatchMember>> parts = new ArrayDeque<>();
    private List<BatchMember> inHand = List.of();
    private long bytes;

    BatchGroup() {
    }

    void add(BatchMember member) {
        members.add(member);
        bytes += member.bytes();
    }

    int memberCount() {
        return members.size();
    }

    boolean takes(BatchMember member, BatchLimits most) {
        return members.size() < most.size() && bytes + member.bytes() <= most.bytes();
    }

    boolean isFull(BatchLimits most) {
        return members.size() >= most.size() || bytes >= most.bytes();
    }

    /** Nobody joins any more; the first member goes on for all. */
    void lead() {
        parts.add(List.copyOf(members));
        members.get(0).lead(this);
    }

    /** True while there is a part to send. */
    public boolean hasNext() {
        return !parts.isEmpty();
    }

    /** How many messages the part in hand has. */
    public int getSize() {
        return inHand.size();
    }

    List<Object> next() {
        inHand = parts.remove();
        return inHand.stream().map(BatchMember::body).toList();
    }

    /** Puts the part in hand back as two halves; the service says that it is too large. */
    void halve() {
        if (inHand.size() < 2) {
            throw new IllegalStateException("a single message has no halves");
        }
        int middle = inHand.size() / 2;
        parts.addFirst(inHand.subList(middle, inHand.size()));
        parts.addFirst(inHand.subList(0, middle));
        inHand = List.of();
    }

    BatchMember inHand(int index) {
        return inHand.get(index);
    }

    void failInHand(Exception reason) {
        inHand.stream().filter(member -> !member.isServed()).forEach(member -> member.fail(reason));
    }

    /** Whoever has not been told anything is told that nothing is known. */
    void failRest(Supplier<Exception> reason) {
        members.stream().filter(member -> !member.isServed()).forEach(member -> member.fail(reason.get()));
    }
}
