package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The search of one run, in one of two ways. It reads page after page with all fields that are mapped; or it scans, which
 * asks for ids and times only, in pages as large as Jira gives them, and then reads by id what is not known in that
 * state. A reading turns into a scan where a page can't be read as a whole, and where it has to be repeated.
 * <p>
 * Not safe for several threads; the {@link IssueCursor} that owns it is.
 */
final class ChangeSearch {

    private static final int CLOUD_SCAN = 5_000;
    private static final int DATA_CENTER_SCAN = 1_000;
    /** Issues that Jira gives by id at once. */
    private static final int MOST_BY_ID = 100;
    /** Look-ups in flight at once; Jira is asked for no more than three things at a time. */
    private static final int MOST_LOOK_UPS = 3;

    private final Jql filter;
    private final String jql;
    private final boolean dataCenter;
    private final int pageSize;
    private final Reading reading;
    private final BiFunction<IssuePage, Boolean, List<String>> unknown;
    private final IdBatches byId = new IdBatches(MOST_BY_ID);
    private final MappedFields.ResolvedFields timeOnly = new MappedFields("", "").resolved();

    private Paging paging;
    private Paging inPages;
    private IssuePage first = IssuePage.empty();
    private boolean scanning;
    private int scanSize;
    private IssuePage scanned = IssuePage.empty();
    private int pages;
    private Instant newest;
    private boolean again;
    private boolean repeating;
    private boolean unread;
    private boolean doubtful;
    private boolean singly;
    private List<List<String>> inFlight = List.of();
    private final Map<String, FoundIssue> asked = new HashMap<>();

    /**
     * @param filter  the issues of the sync
     * @param jql     those of them that the run reads
     * @param unknown tells which issues of a scanned page have to be read, by their ids, and is told whether the page
     *                repeats what was read before
     */
    ChangeSearch(Jql filter, String jql, boolean dataCenter, int pageSize, Reading reading,
            BiFunction<IssuePage, Boolean, List<String>> unknown) {
        this.filter = filter;
        this.jql = jql;
        this.dataCenter = dataCenter;
        this.pageSize = pageSize;
        this.reading = reading;
        this.scanning = reading == Reading.SCAN;
        this.unknown = unknown;
        this.scanSize = dataCenter ? DATA_CENTER_SCAN : CLOUD_SCAN;
        this.paging = newPaging();
    }

    private Paging newPaging() {
        return dataCenter ? new OffsetPaging() : new TokenPaging();
    }

    /** What to ask next: {@code search}, {@code scan}, {@code unknown}, or {@code nothing}. */
    String step() {
        if (!byId.isEmpty()) {
            return "unknown";
        }
        if (!scanned.isEmpty() || !paging.hasNext()) {
            return "nothing";
        }
        return scanning ? "scan" : "search";
    }

    /** Whether what is asked next gives issues to deliver. */
    boolean isReading() {
        return !byId.isEmpty() || step().equals("search");
    }

    /** Whether everything has been asked and taken. */
    boolean isDone() {
        return byId.isEmpty() && scanned.isEmpty() && !paging.hasNext();
    }

    /** Whether a token that was revoked meanwhile would look like what was answered. */
    boolean needsProof() {
        return pages > 1 || doubtful;
    }

    /** The newest {@code updated} that was found; null when none was, or when an issue may have been missed. */
    Instant newest() {
        return unread || paging.isUnsettled() ? null : newest;
    }

    /** Whether the page just read repeats what was read before. */
    boolean isAgain() {
        return again;
    }

    /** The body of the next search. */
    ObjectNode search(MappedFields.ResolvedFields mapped) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("jql", paging.from().map(filter::changedSince).orElse(jql)).put("maxResults", scanning ? scanSize : pageSize);
        (scanning ? timeOnly : mapped).askIn(body, dataCenter);
        paging.select(body);
        return body;
    }

    /**
     * The bodies of the next look-ups by id, which may be asked for at once.
     *
     * @param room issues that there is room for
     */
    List<ObjectNode> lookUps(MappedFields.ResolvedFields mapped, int room) {
        inFlight = byId.first(singly ? 1 : Math.max(1, Math.min(MOST_LOOK_UPS, room / MOST_BY_ID)));
        return inFlight.stream().map(mapped::of).toList();
    }

    /**
     * Takes Jira's answer to what was asked.
     *
     * @return the issues to deliver
     */
    IssuePage take(JsonNode answer, MappedFields.ResolvedFields mapped) {
        if (!byId.isEmpty()) {
            return lookedUp(answer, mapped);
        }
        return step().equals("nothing") ? IssuePage.empty() : found(answer, mapped);
    }

    private IssuePage lookedUp(JsonNode answer, MappedFields.ResolvedFields mapped) {
        IssuePage page = IssuePage.of(answer, mapped);
        // what exists and could not be read this time is left for the next run
        unread |= answer.path("issueErrors").size() > 0;
        Set<String> given = page.ids();
        List<String> missing = inFlight.stream().flatMap(List::stream).filter(id -> !given.contains(id)).toList();
        inFlight.forEach(batch -> byId.done());
        singly = false;
        if (dataCenter && !given.isEmpty()) {
            // its look-up is a search, whose page may be short
            byId.add(missing);
        } else {
            doubtful |= !missing.isEmpty();
        }
        return page.sound();
    }

    private IssuePage found(JsonNode answer, MappedFields.ResolvedFields mapped) {
        boolean wasScan = scanning;
        IssuePage page = IssuePage.of(answer, mapped);
        paging.turn(answer, page);
        if (paging.isSlipped()) {
            return IssuePage.empty();
        }
        if (isScanInVain(page)) {
            scanning = false;
            paging = inPages;
            inPages = null;
            return IssuePage.empty();
        }
        pages++;
        again = repeating || paging.isAgain();
        scanning |= paging.beginsAgain();
        if (page.newest() != null && (newest == null || page.newest().isAfter(newest))) {
            newest = page.newest();
        }
        if (wasScan) {
            scanned = page.without(first);
            return IssuePage.empty();
        }
        if (reading == Reading.AT_ONCE && pages == 1 && paging.hasNext()) {
            readAtOnce(page);
        }
        return page.sound();
    }

    private void readAtOnce(IssuePage page) {
        first = page;
        inPages = paging;
        paging = newPaging();
        scanning = true;
    }

    /** Where pages of ids are as short as those of issues, the issues are read page by page. */
    private boolean isScanInVain(IssuePage page) {
        return inPages != null && pages == 1 && paging.hasNext() && page.issues().size() <= pageSize;
    }

    /** Goes on, once everything delivered so far is in the state store. */
    void advance() {
        if (!scanned.isEmpty()) {
            List<String> ids = unknown.apply(scanned, again);
            asked.clear();
            scanned.issues().forEach(issue -> asked.put(issue.id(), issue));
            asked.keySet().retainAll(Set.copyOf(ids));
            byId.add(ids);
            scanned = IssuePage.empty();
        }
    }

    /** Whether less can be asked for at once, where an answer can't be read. */
    boolean canAskForLess() {
        return !step().equals("nothing") && (!byId.isEmpty() || !scanning || scanSize > 1);
    }

    /**
     * Asks for less, where an answer can't be read: for times instead of fields, for a smaller page, for one thing at a time,
     * for fewer issues.
     *
     * @return the id of the issue that can't be read even alone
     */
    Optional<String> askForLess() {
        if (!byId.isEmpty() && inFlight.size() > 1) {
            singly = true;
            return Optional.empty();
        }
        if (!byId.isEmpty()) {
            return byId.halve();
        }
        if (scanning) {
            scanSize = Math.max(1, scanSize / 8);
        } else {
            scanning = true;
            repeating = pages > 0;
            paging = newPaging();
        }
        return Optional.empty();
    }

    /** An issue that can't be read even alone. */
    BrokenIssue unreadable(String id, String why) {
        FoundIssue issue = asked.get(id);
        String key = issue == null || issue.key().isEmpty() ? id : issue.key();
        return new BrokenIssue(id, key, issue == null ? null : issue.updated(),
                "can't be read from Jira even alone: " + why);
    }
}
