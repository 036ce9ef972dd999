package io.github.cameljirasync.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The targets of one run: one without a name, or those that its sync names. What an issue becomes at one of several is a
 * part with the target's name, or with that name, a slash and more. One of several that can't be reached is left for the
 * rest of the run, and the others go on. Safe for the threads that deliver concurrently.
 */
public final class Targets {

    /** The exchange variable that says which of the things an issue becomes is in hand; absent when it is only one. */
    public static final String PART = "jiraSyncPart";

    private static final String ONLY = "";

    private final Map<String, AtomicInteger> unhealed = new ConcurrentHashMap<>();
    private final Map<String, String> left = new ConcurrentSkipListMap<>();
    private volatile List<String> names = List.of();

    /** @param targets the names of several targets; empty for one without a name */
    public void name(Collection<String> targets) {
        names = List.copyOf(targets);
    }

    /** The names of several targets; empty for one without a name. */
    public List<String> names() {
        return names;
    }

    /** How many there are. */
    public int count() {
        return Math.max(1, names.size());
    }

    /**
     * The name of the target that a part belongs to; empty for the only one.
     *
     * @param part may be null
     */
    public String of(String part) {
        return part == null ? ONLY
                : names.stream().filter(name -> part.equals(name) || part.startsWith(name + '/')).findFirst().orElse(ONLY);
    }

    /**
     * Another issue has used up its tries without a healthy answer.
     *
     * @return how many have done so at this target since the last one that was delivered there
     */
    public int unhealed(String part) {
        return tries(part).incrementAndGet();
    }

    /** Something was delivered there. */
    public void healthy(String part) {
        tries(part).set(0);
    }

    private AtomicInteger tries(String part) {
        return unhealed.computeIfAbsent(of(part), name -> new AtomicInteger());
    }

    /** Leaves one of several targets for the rest of the run; the first reason given is the one that counts. */
    void leave(String part, String reason) {
        left.putIfAbsent(of(part), reason);
    }

    /** Whether nothing more is sent there in this run. */
    public boolean isLeft(String part) {
        return !left.isEmpty() && left.containsKey(of(part));
    }

    /** Whether a target has been left, so that the run is not complete. */
    public boolean isAnyLeft() {
        return !left.isEmpty();
    }

    boolean areAllLeft() {
        return left.size() >= count();
    }

    /** Which were left, and why, in one sentence. */
    String reason() {
        return String.join("; ", left.entrySet().stream().map(one -> "target " + one.getKey() + ": " + one.getValue()).toList());
    }
}
