package io.github.cameljirasync.jira;

/** How a run reads what it searches for. */
enum Reading {

    /** Page after page with all fields: the fewest requests. */
    PAGES,
    /** Ids and times first, because most of what is found will be known; then by id what is not. */
    SCAN,
    /**
     * One page with all fields and, when more follow, ids and times, and then by id, several requests at once: pages can't
     * be asked for at once, as only a page says how to ask for the next one. For a target that takes issues faster than Jira
     * gives them page by page.
     */
    AT_ONCE
}
