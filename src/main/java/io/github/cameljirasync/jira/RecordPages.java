package io.github.cameljirasync.jira;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The pages of one kind of record beside the issues: how to ask for the next one, and what an answer holds. */
interface RecordPages {

    /** Path of the next request on the site. */
    String path();

    /** Query string of the next request; empty for none. */
    default String query() {
        return "";
    }

    /** Body of the next request, which is then a POST; null for a GET. */
    default ObjectNode body() {
        return null;
    }

    /**
     * Takes note of an answer.
     *
     * @return the records that are whole now
     */
    List<ObjectNode> take(JsonNode answer);

    /** True when the last page has been read. */
    boolean isDone();

    /** What tells a record from every other of its kind; empty when it has no such thing. */
    String id(ObjectNode record);

    /** What a person calls it. */
    default String key(ObjectNode record) {
        return id(record);
    }
}
