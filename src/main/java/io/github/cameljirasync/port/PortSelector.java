package io.github.cameljirasync.port;

/**
 * Which records a resource takes, and what is asked of Jira for them.
 *
 * @param query          must give true or false for every record
 * @param jql            of the kind issue: which issues, in Jira's words; null for the other kinds
 * @param expand         what Jira adds to each record, separated by commas; null for nothing
 * @param fields         of the kind issue: the fields that the file itself asks for, separated by commas; null where it
 *                       leaves that to Ocean, which asks for all
 * @param includeMembers of the kind team: whether each team gets its members at {@code .__members}
 */
record PortSelector(PortExpression query, String jql, String expand, String fields, boolean includeMembers) {

    /** What Ocean searches for without a filter of its own. */
    static final String DEFAULT_JQL = "(statusCategory != Done) OR (created >= -1w) OR (updated >= -1w)";

    /** What Ocean lets Jira add to a project. */
    static final String DEFAULT_EXPAND = "insight";
}
