package io.github.cameljirasync.jira;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.TryAgainException;

/**
 * Pages of Jira Cloud: each answer carries the token of the next page, the last one carries none. A page may be shorter
 * than asked for, or empty, without being the last ({@code POST /rest/api/3/search/jql}).
 * <p>
 * A token is a position in a result that goes on living: an issue that is edited between two pages leaves its place, and
 * one of those behind it slips over the border of a page. So a search of several pages is read once more when one of
 * its issues was edited meanwhile, which shows in the issue coming again at the end.
 */
final class TokenPaging implements Paging {

    private static final int MOST_EMPTY_PAGES = 20;

    private static final int MOST_PASSES = 3;

    private final Set<String> seen = new HashSet<>();
    private Repeats repeats = new Repeats();
    private String token;
    private boolean last;
    private int emptyPages;
    private int passes = 1;
    private boolean again;
    private boolean beginsAgain;
    private boolean unsettled;

    @Override
    public void select(ObjectNode body) {
        if (token != null) {
            body.put("nextPageToken", token);
        }
    }

    @Override
    public void turn(JsonNode answer, IssuePage page) {
        String next = token(answer);
        last = next == null;
        if (!last && !seen.add(next)) {
            throw new IncompleteSearchException("Jira gave the same page token twice");
        }
        token = next;
        emptyPages = page.isEmpty() ? emptyPages + 1 : 0;
        if (!last && emptyPages > MOST_EMPTY_PAGES) {
            throw new IncompleteSearchException("Jira gave " + emptyPages + " empty pages in a row");
        }
        again = passes > 1;
        beginsAgain = false;
        repeats.note(page);
        if (last && repeats.edited()) {
            beginAgain();
        }
    }

    private static String token(JsonNode answer) {
        JsonNode next = answer.path("nextPageToken");
        boolean none = next.isMissingNode() || next.isNull() || next.isTextual() && next.asText().isEmpty();
        if (none && answer.path("isLast").isBoolean() && !answer.path("isLast").booleanValue()
                || !none && !next.isTextual()) {
            throw new TryAgainException(Caller.JIRA, "answered a page that does not lead on to the next one", null);
        }
        return none ? null : next.asText();
    }

    private void beginAgain() {
        if (passes == MOST_PASSES) {
            unsettled = true;
            return;
        }
        passes++;
        beginsAgain = true;
        repeats = new Repeats();
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

    @Override
    public boolean beginsAgain() {
        return beginsAgain;
    }

    @Override
    public boolean isUnsettled() {
        return unsettled;
    }
}
