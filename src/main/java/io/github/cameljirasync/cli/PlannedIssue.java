package io.github.cameljirasync.cli;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a sync would do with one issue.
 *
 * @param id      Jira's numeric id
 * @param part    which of the things that it becomes; empty when it is only one
 * @param key     Jira's key
 * @param changes the fields that would be written and differ from what stands at the target; all fields of a new
 *                counterpart
 * @param note    one sentence about the reason; null when the action says it all
 */
record PlannedIssue(String id, String part, String key, Action action, List<Change> changes, String note) {

    /** What would happen at the target. */
    enum Action { CREATE, CHANGE, LEAVE, FAIL }

    /**
     * One field of the counterpart.
     *
     * @param before what stands there now; null when nothing does or when it is not known
     */
    record Change(String field, JsonNode before, JsonNode after) {
    }
}
