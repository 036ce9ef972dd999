package io.github.cameljirasync.sandbox.jira;

import java.util.List;

/**
 * A team of the organisation.
 *
 * @param description null when none
 * @param teamType    OPEN, MEMBER_INVITE or another
 * @param members     account ids
 */
public record Team(String teamId, String organizationId, String displayName, String description, String teamType,
                   List<String> members) {
}
