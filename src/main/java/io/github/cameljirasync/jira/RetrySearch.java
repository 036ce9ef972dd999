package io.github.cameljirasync.jira;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads the issues that wait in dead letters, as they are now and only if they are in the filter still: by a search,
 * which Jira refuses when one of them has been deleted. Then it is asked first which of them exist.
 * <p>
 * Not safe for several threads; the {@link IssueCursor} that owns it is.
 */
final class RetrySearch {

    /** Issues that one search shows as they are and not as they are indexed; Jira Cloud takes no more. */
    private static final int MOST_AT_ONCE = 50;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Jql filter;
    private final boolean dataCenter;
    private final List<String> ids;
    private final boolean passing;
    private final IdBatches batches = new IdBatches(MOST_AT_ONCE);
    private final Set<String> given = new HashSet<>();
    private final MappedFields.ResolvedFields timeOnly = new MappedFields("", "").resolved();

    private Paging paging;
    private Set<String> existing;
    private boolean lookingUp;
    private boolean refused;

    /** @param passing whether the filter is that of one run, so that what is outside of it waits for a run with another */
    RetrySearch(Jql filter, boolean dataCenter, List<String> ids, boolean passing) {
        this.filter = filter;
        this.dataCenter = dataCenter;
        this.passing = passing;
        this.ids = ids.stream().filter(id -> NUMBER.matcher(id).matches()).toList();
        batches.add(this.ids);
        paging = newPaging();
    }

    private Paging newPaging() {
        return dataCenter ? new OffsetPaging() : new TokenPaging();
    }

    boolean isDone() {
        return batches.isEmpty();
    }

    /** What to ask next: {@code retries} is a search, {@code existing} a look-up by id. */
    String step() {
        return lookingUp ? "existing" : "retries";
    }

    /** Whether Jira refused to say which of them are in the filter. */
    boolean isRefused() {
        return refused;
    }

    /** The ids that were asked for; empty when Jira refused to say which of them are in the filter. */
    List<String> asked() {
        return refused ? List.of() : ids;
    }

    /** Those that were asked for and are known not to wait any longer if they were not given: no run finds them any more. */
    List<String> settled() {
        return passing ? asked().stream().filter(id -> given.contains(id) || existing != null && !existing.contains(id)).toList()
                : asked();
    }

    /** The ids of those that are in the filter, as far as they were read. */
    Set<String> given() {
        return given;
    }

    /** The body of the next search. */
    ObjectNode search(MappedFields.ResolvedFields mapped) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("jql", filter.among(batches.current())).put("maxResults", batches.current().size());
        if (dataCenter) {
            // an id that is gone by now is no error
            body.put("validateQuery", false);
        } else {
            ArrayNode exact = body.putArray("reconcileIssues");
            batches.current().forEach(id -> exact.add(Long.parseLong(id)));
        }
        mapped.askIn(body, dataCenter);
        paging.select(body);
        return body;
    }

    /** The body of the look-up that tells which of the issues exist. */
    ObjectNode lookUp() {
        return timeOnly.of(batches.current());
    }

    /** Takes Jira's answer to what was asked; gives the issues to deliver. */
    IssuePage take(JsonNode answer, MappedFields.ResolvedFields mapped) {
        IssuePage page = IssuePage.of(answer, mapped);
        if (lookingUp) {
            lookingUp = false;
            existing = page.ids();
            next();
            batches.add(existing);
            return IssuePage.empty();
        }
        paging.turn(answer, page);
        if (paging.isSlipped()) {
            return IssuePage.empty();
        }
        given.addAll(page.ids());
        if (!paging.hasNext()) {
            next();
        }
        return page.sound();
    }

    /** Takes Jira's refusal of what was asked. */
    void reject() {
        if (lookingUp || existing != null) {
            // the search for all changes will say what is wrong; the letters wait for the next run
            refused = true;
            lookingUp = false;
            next();
        } else {
            lookingUp = true;
        }
    }

    /**
     * Asks for fewer issues at once, where an answer can't be read.
     *
     * @return the id of the issue that can't be read even alone
     */
    Optional<String> askForLess() {
        paging = newPaging();
        Optional<String> single = batches.halve();
        single.ifPresent(given::add);
        return single;
    }

    private void next() {
        batches.done();
        paging = newPaging();
    }
}
