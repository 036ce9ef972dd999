package io.github.cameljirasync.jira;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Pages of Jira Cloud: each answer carries the token of the next page, the last one carries none. A page may be shorter
 * than asked for, or empty, without being the last ({@code POST /rest/api/3/search/jql}).
 * <p>
 * A token is a position in a result that goes on living: an issue that is edited between two pages leaves its place, and
 * one of those behind it slips over the border of a page. So a search of several pages is read once more when one of
 * its issues was edited after it had begun.
 */
final class TokenPaging implements Paging {

    private static final int MOST_EMPTY_PAGES = 20;

    private static final int MOST_PASSES = 3;

    private final Clock clock;
    private final Set<String> seen = new HashSet<>();
    private String token;
    private boolean last;
    private int emptyPages;
    private int pages;
    private int passes = 1;
    private Instant passBegan;
    private boolean edited;
    private boolean again;

    TokenPaging(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void select(ObjectNode body) {
        if (token == null) {
            passBegan = clock.instant();
        } else {
            body.put("nextPageToken", token);
        }
    }

    @Override
    public void turn(JsonNode answer, IssuePage page) {
        JsonNode next = answer.path("nextPageToken");
        token = next.isTextual() && !next.asText().isEmpty() ? next.asText() : null;
        last = token == null;
        if (!last && !seen.add(token)) {
            throw new IncompleteSearchException("Jira gave the same page token twice");
        }
        emptyPages = page.isEmpty() ? emptyPages + 1 : 0;
        if (!last && emptyPages > MOST_EMPTY_PAGES) {
            throw new IncompleteSearchException("Jira gave " + emptyPages + " empty pages in a row");
        }
        again = passes > 1;
        pages++;
        edited |= page.newest() != null && page.newest().isAfter(passBegan);
        if (last && edited && pages > 1 && passes < MOST_PASSES) {
            beginAgain();
        }
    }

    private void beginAgain() {
        passes++;
        pages = 0;
        edited = false;
        last = false;
        seen.clear();
    }

    @Override
    public boolean hasNext() {
        return !last;
    }

    @Override
    public boolean isAgain() {
        return again;
    }
}
