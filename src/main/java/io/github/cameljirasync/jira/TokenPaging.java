package io.github.cameljirasync.jira;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Pages of Jira Cloud: each answer carries the token of the next page, the last one carries none. A page may be shorter
 * than asked for, or empty, without being the last ({@code POST /rest/api/3/search/jql}).
 */
final class TokenPaging implements Paging {

    private static final int MOST_EMPTY_PAGES = 20;

    private final Set<String> seen = new HashSet<>();
    private String token;
    private boolean last;
    private int emptyPages;

    @Override
    public void select(ObjectNode body) {
        if (token != null) {
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
    }

    @Override
    public boolean hasNext() {
        return !last;
    }
}
