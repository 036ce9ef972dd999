package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Pages of Jira Data Center: {@code startAt} counts issues, and {@code total} tells the end
 * ({@code POST /rest/api/2/search}). An issue that is edited meanwhile moves to the end of the result and pulls the
 * others forward, so each page begins with the last issue of the page before: when that one is not there, issues have
 * slipped past the border and the page is asked for again from further back. Where the result is longer than Data
 * Center pages through, the search goes on as another one, from the last {@code updated} on.
 */
final class OffsetPaging implements Paging {

    private static final int MOST_SLIPS = 100;
    /** So far a Data Center on OpenSearch pages through one result (max_result_window). */
    private static final int WINDOW = 10_000;

    private int startAt;
    private boolean last;
    private String seam;
    private boolean slipped;
    private boolean steppedBack;
    private boolean again;
    private int slips;
    private Instant from;

    @Override
    public void select(ObjectNode body) {
        body.put("startAt", startAt);
    }

    @Override
    public void turn(JsonNode answer, IssuePage page) {
        again = steppedBack;
        steppedBack = false;
        JsonNode issues = answer.path("issues");
        int size = issues.size();
        slipped = seam != null && size > 0 && !seam.equals(issues.path(0).path("id").asText());
        if (slipped) {
            stepBack(size);
            return;
        }
        last = size == 0 || startAt + size >= answer.path("total").asLong(Long.MAX_VALUE);
        seam = size > 1 ? issues.path(size - 1).path("id").asText() : null;
        startAt += size > 1 ? size - 1 : size;
        if (!last && startAt + size > WINDOW && isNewer(page.newest())) {
            begin(page.newest());
        }
    }

    private boolean isNewer(Instant newest) {
        return newest != null && (from == null || newest.isAfter(from));
    }

    private void begin(Instant moment) {
        from = moment;
        startAt = 0;
        seam = null;
        steppedBack = true;
    }

    @Override
    public Optional<Instant> from() {
        return Optional.ofNullable(from);
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
    public boolean isSlipped() {
        return slipped;
    }

    private void stepBack(int size) {
        if (++slips > MOST_SLIPS) {
            throw new IncompleteSearchException("Jira's result changed faster than it could be read");
        }
        steppedBack = true;
        startAt = Math.max(0, startAt - Math.max(size, 1));
        seam = null;
    }
}
