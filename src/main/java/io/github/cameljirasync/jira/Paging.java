package io.github.cameljirasync.jira;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How one flavour of Jira is asked for the next page of a search, and how it tells that there is none. */
interface Paging {

    /** Adds what selects the next page to the body of a search. */
    void select(ObjectNode body);

    /**
     * Takes note of an answer.
     *
     * @throws IncompleteSearchException when Jira does not lead on to a new page
     */
    void turn(JsonNode answer, IssuePage page);

    /** False when the last page has been read. */
    boolean hasNext();

    /** True when the page just read belongs to a repetition of the search, so that most of it is known. */
    default boolean isAgain() {
        return false;
    }

    /** From which {@code updated} on the search has to ask, because it goes on as another one; empty for its own. */
    default Optional<Instant> from() {
        return Optional.empty();
    }

    /** True when the page just read was the last one and the search is to be repeated. */
    default boolean beginsAgain() {
        return false;
    }

    /** True when the result changed under every reading of it, so that an issue may have been missed. */
    default boolean isUnsettled() {
        return false;
    }

    /** True when the page just read overlaps wrongly with the one before and must not be used. */
    default boolean isSlipped() {
        return false;
    }
}
