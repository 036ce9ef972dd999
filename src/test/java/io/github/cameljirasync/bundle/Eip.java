package io.github.cameljirasync.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A node of a route: a step, or a part of one that Camel gives an id, such as when or onException.
 *
 * @param kind the name of the EIP
 * @param step whether it stands in a list of steps
 */
record Eip(String kind, Yaml body, boolean step) {

    private static final Set<String> BRANCH_LISTS = Set.of("when", "doCatch");
    private static final Set<String> BRANCHES = Set.of("otherwise", "doFinally", "onFallback");
    private static final Set<String> WRAPPED_LISTS =
            Set.of("onException", "onCompletion", "intercept", "interceptFrom", "interceptSendToEndpoint");

    String id() {
        return body.text("id");
    }

    /** What a message calls this node. */
    String name() {
        return id().isEmpty() ? kind : id();
    }

    String uri() {
        return body.text("uri");
    }

    /** All nodes below a from, a routeConfiguration or another node, in the order of the file. */
    static List<Eip> below(Yaml holder) {
        List<Eip> found = new ArrayList<>();
        for (Yaml entry : holder.entries()) {
            String key = entry.key();
            if ("steps".equals(key)) {
                entry.items().forEach(item -> addWrapped(item, true, found));
            } else if (WRAPPED_LISTS.contains(key) && entry.isList()) {
                entry.items().forEach(item -> addWrapped(item, false, found));
            } else if (BRANCH_LISTS.contains(key)) {
                entry.items().forEach(item -> add(key, item, false, found));
            } else if (BRANCHES.contains(key)) {
                add(key, entry, false, found);
            }
        }
        return found;
    }

    private static void addWrapped(Yaml item, boolean step, List<Eip> found) {
        item.entries().forEach(entry -> add(entry.key(), entry, step, found));
    }

    private static void add(String kind, Yaml body, boolean step, List<Eip> found) {
        found.add(new Eip(kind, body, step));
        found.addAll(below(body));
    }
}
