/**
 * Jira, Priority.vote and Port in this process, on ports of 127.0.0.1: for the demo, for tests and for benchmarks.
 *
 * <p>{@link io.github.cameljirasync.sandbox.Sandbox} starts all; {@link io.github.cameljirasync.sandbox.DemoData}
 * fills Jira; {@link io.github.cameljirasync.sandbox.SandboxServer} is the same as a process of its own. The behaviour
 * follows jira-facts.md, priority-vote-integration-guide.txt, priority-vote-facts.md and port-api.md; comments
 * name their sections.
 *
 * <h2>Admin API</h2>
 * All ports answer these paths, which are neither counted nor hit by faults:
 * <ul>
 * <li>{@code GET /_sandbox}: numbers of issues, initiatives, entities, violations and requests
 * <li>{@code GET /_sandbox/requests}, {@code GET /_sandbox/violations}, {@code GET /_sandbox/logbook}
 * <li>{@code GET /_sandbox/initiatives}: the backlog as a web page
 * <li>{@code GET /_sandbox/entities}: Port's catalogue as a web page
 * <li>{@code POST /_sandbox/changes?count=3}: changes some issues as a team would
 * <li>{@code GET /_sandbox/faults}, {@code DELETE /_sandbox/faults}, {@code POST /_sandbox/faults} with the members
 * <ul>
 * <li>{@code kind}: status (the default), latency, reset-before, reset-after, half, html or drip
 * <li>{@code status}: of kind status, 503 without it
 * <li>{@code retryAfter}: seconds; {@code retryAfterAsDate}: true for an HTTP date
 * <li>{@code rateLimitReset}: seconds, in x-ratelimit-reset; {@code rateLimitResetAsEpoch}: true for a time
 * <li>{@code millis}: of latency and drip, 1,000 without it
 * <li>{@code afterProcessing}: true to carry the request out before the error is answered
 * <li>{@code system}: jira, priority-vote or port; {@code method}; {@code path}: a regular expression
 * <li>{@code times}: how many requests it hits, one without it; {@code probability}: 0 to 1, without end unless
 * {@code times} is given
 * </ul>
 * For example {@code {"status":429,"retryAfter":2,"system":"priority-vote","method":"POST","times":5}}.
 * </ul>
 */
package io.github.cameljirasync.sandbox;
