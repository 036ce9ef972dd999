package io.github.cameljirasync.state;

/**
 * How a run ended.
 *
 * @param outcome        one word
 * @param reason         one sentence when it did not end well; else null
 * @param seen           issues that Jira's search answered
 * @param created        issues created at the target
 * @param updated        issues changed at the target
 * @param unchanged      issues that needed nothing
 * @param archived       issues archived at the target
 * @param failed         issues that went to the dead letters
 * @param jiraRequests   requests sent to Jira
 * @param targetRequests requests sent to the target
 */
public record RunSummary(String outcome, String reason, long seen, long created, long updated, long unchanged,
                         long archived, long failed, long jiraRequests, long targetRequests) {
}
