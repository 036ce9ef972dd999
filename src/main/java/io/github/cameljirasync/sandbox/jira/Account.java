package io.github.cameljirasync.sandbox.jira;

import java.time.ZoneId;

/**
 * The account that the accepted credentials belong to.
 *
 * @param person what /myself says of it
 * @param zone   its profile's time zone: JQL dates are read and answers are written in it (jira-facts 4.2, 4.6)
 */
public record Account(Person person, ZoneId zone) {
}
