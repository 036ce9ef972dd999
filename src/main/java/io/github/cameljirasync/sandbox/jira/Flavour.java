package io.github.cameljirasync.sandbox.jira;

/** Which Jira is played. */
public enum Flavour {
    /** REST v2 and v3, search/jql with page tokens, Basic authentication with an API token. */
    CLOUD,
    /** REST v2, search with startAt, personal access tokens (jira-facts 9). */
    DATA_CENTER
}
