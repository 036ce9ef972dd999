package io.github.cameljirasync.state;

/**
 * One of the things that an issue becomes at the target: usually it is one, but a sync may feed two targets, and an issue
 * may become several entities.
 *
 * @param issueId Jira's numeric id
 * @param name    tells it from the other things that the same issue becomes; empty when there is only one
 */
public record IssuePart(String issueId, String name) {

    /** The only thing that the issue becomes. */
    public static IssuePart whole(String issueId) {
        return new IssuePart(issueId, "");
    }
}
