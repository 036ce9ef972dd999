package io.github.cameljirasync.sandbox.jira;

/**
 * A user.
 *
 * @param accountId   the id on Cloud
 * @param name        the user name on Data Center
 * @param displayName as shown
 * @param email       null when hidden by the privacy settings (jira-facts 2.10)
 * @param accountType atlassian for a person, app for an integration, customer for one of a service desk
 * @param active      false when the account was closed
 */
public record Person(String accountId, String name, String displayName, String email, String accountType,
                     boolean active) {

    /** A person of the site whose account is active. */
    public Person(String accountId, String name, String displayName, String email) {
        this(accountId, name, displayName, email, "atlassian", true);
    }
}
