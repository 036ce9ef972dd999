package io.github.cameljirasync.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Pages of Jira Data Center: {@code startAt} counts issues, and {@code total} tells the end
 * ({@code POST /rest/api/2/search}). An issue that is edited meanwhile moves to the end of the result and pulls the
 * others forward, so each page begins with the last issue of the page before: when that one is not there, issues have
 * slipped past the border and the page is asked for again from further back.
 */
final class OffsetPaging implements Paging {

    private static final int MOST_SLIPS = 100;

    private int startAt;
    private boolean last;
    private String seam;
    private boolean slipped;
    private boolean steppedBack;
    private boolean again;
    private int slips;

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
