package io.github.cameljirasync.sandbox.jira;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * What one simulated Jira is made of.
 *
 * @param baseUrl where it is reached, without a slash at its end
 * @param pageCap the greatest number of issues on a page with fields
 * @param scanCap the greatest number of issues on a page of Cloud whose only field is updated
 */
public record JiraSetup(Flavour flavour, IssueStore store, FieldCatalog catalog, SearchQuirks quirks,
                        JiraCredentials credentials, Account account, Clock clock, Supplier<String> baseUrl, int pageCap,
                        int scanCap) {
}
