package io.github.cameljirasync.sandbox.jira;

/**
 * A user.
 *
 * @param accountId   the id on Cloud
 * @param name        the user name on Data Center
 * @param displayName as shown
 * @param email       null when hidden by the privacy settings (jira-facts 2.10)
 */
public record Person(String accountId, String name, String displayName, String email) {
}
