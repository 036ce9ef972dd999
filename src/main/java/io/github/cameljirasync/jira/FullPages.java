package io.github.cameljirasync.jira;

import java.util.List;

/**
 * Hands pages over in multiples of what the target takes in one request, however long Jira's pages are; what is over waits
 * for the next page. Records of different kinds share no request, so what is over of one kind waits for no other.
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
        int full = more ? size - ofLastKind(all) % together : size;
        over = all.behind(full);
        return all.upTo(full);
    }

    private static int ofLastKind(IssuePage page) {
        List<FoundIssue> issues = page.issues();
        int begin = issues.size();
        while (begin > 0 && RecordKind.of(issues.get(begin - 1)).equals(RecordKind.of(issues.get(issues.size() - 1)))) {
            begin--;
        }
        return issues.size() - begin;
    }

    boolean isEmpty() {
        return over.isEmpty();
    }
}
