package io.github.cameljirasync.jira;

/**
 * Hands pages over in multiples of what the target takes in one request, however long Jira's pages are; what is over waits
 * for the next page.
 */
final class FullPages {

    private final int together;
    private IssuePage over = IssuePage.empty();

    FullPages(int together) {
        this.together = together;
    }

    /**
     * @param read what was read now
     * @param more whether more of the same comes
     * @return what to deliver now
     */
    IssuePage next(IssuePage read, boolean more) {
        IssuePage all = over.and(read);
        int size = all.issues().size();
        int full = more ? size - size % together : size;
        over = all.behind(full);
        return all.upTo(full);
    }

    boolean isEmpty() {
        return over.isEmpty();
    }
}
