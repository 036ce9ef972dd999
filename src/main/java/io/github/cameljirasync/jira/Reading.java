package io.github.cameljirasync.jira;

/** How a run reads what it searches for. */
enum Reading {

    /** Page after page with all fields: the fewest requests. */
    PAGES,
    /** Ids and times first, because most of what is found will be known; then by id what is not. */
    SCAN,
    /**
     * Ids and times first, and then by id, several requests at once: what a page leads to is known only when it is there, so
     * pages can't be asked for at once. For a target that takes issues faster than Jira gives them page by page.
     */
    AT_ONCE
}
