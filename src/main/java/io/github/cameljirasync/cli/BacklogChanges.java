package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.cameljirasync.sandbox.priorityvote.Initiative;
import io.github.cameljirasync.sandbox.priorityvote.InitiativeStore;

/** What has become different in the sandbox's backlog. */
final class BacklogChanges {

    private final InitiativeStore backlog;
    private Map<String, Initiative> known = Map.of();

    BacklogChanges(InitiativeStore backlog) {
        this.backlog = backlog;
    }

    /** One sentence for each initiative that was created or changed since the last call, old → new. */
    List<String> sinceLastTime() {
        List<String> changes = new ArrayList<>();
        Map<String, Initiative> now = new TreeMap<>();
        for (Initiative initiative : backlog.all()) {
            now.put(initiative.externalRef(), initiative);
            describe(known.get(initiative.externalRef()), initiative, changes);
        }
        known = now;
        return changes;
    }

    private static void describe(Initiative before, Initiative after, List<String> changes) {
        String ref = after.externalRef();
        if (before == null) {
            changes.add(ref + " created: \"" + after.title() + "\"");
            return;
        }
        if (!before.title().equals(after.title())) {
            changes.add(ref + " \"" + before.title() + "\" → \"" + after.title() + "\"");
        }
        if (before.effort() != after.effort()) {
            changes.add(ref + " effort " + before.effort() + " → " + after.effort());
        }
        if (!String.valueOf(before.description()).equals(String.valueOf(after.description()))) {
            changes.add(ref + " has its new description");
        }
        if (!before.status().equals(after.status())) {
            changes.add(ref + " " + before.status() + " → " + after.status());
        }
    }
}
