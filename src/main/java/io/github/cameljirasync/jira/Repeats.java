package io.github.cameljirasync.jira;

import java.util.HashMap;
import java.util.Map;

/**
 * Notices that an issue was edited while the pages of one search were read: it comes a second time, with another
 * {@code updated}. No clock is asked, because a site's clock need not be ours.
 */
final class Repeats {

    /** So many issues are remembered at the most; of a longer search, edits of the first ones are noticed. */
    private static final int MOST_REMEMBERED = 50_000;

    private final Map<String, Long> updatedById = new HashMap<>();
    private boolean edited;

    void note(IssuePage page) {
        for (FoundIssue issue : page.issues()) {
            Long updated = issue.updated() == null ? 0L : issue.updated().toEpochMilli();
            Long before = updatedById.size() < MOST_REMEMBERED ? updatedById.put(issue.id(), updated)
                    : updatedById.replace(issue.id(), updated);
            edited |= before != null && !before.equals(updated);
        }
    }

    /** Whether an issue has come in two states. */
    boolean edited() {
        return edited;
    }
}
