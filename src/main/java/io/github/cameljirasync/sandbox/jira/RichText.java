package io.github.cameljirasync.sandbox.jira;

/**
 * One text in the two forms in which Jira gives it (jira-facts 10.1).
 *
 * @param adf  the Atlassian Document Format as JSON text, for v3
 * @param wiki the wiki markup, for v2
 */
public record RichText(String adf, String wiki) {
}
