package io.github.cameljirasync.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.run.RunCounts;
import io.github.cameljirasync.run.RunOutcome;

/** How the results of runs are shown. */
final class Summary {

    private Summary() {
    }

    /** One line of JSON for scripts. */
    static String json(List<SyncResult> results) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        ArrayNode syncs = summary.putArray("syncs");
        results.forEach(result -> add(syncs.addObject(), result));
        return summary.toString();
    }

    private static void add(ObjectNode sync, SyncResult result) {
        RunCounts counts = result.counts();
        sync.put("name", result.sync()).put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        sync.put("seen", counts.seen()).put("created", counts.created()).put("updated", counts.updated())
                .put("unchanged", counts.unchanged()).put("archived", counts.archived()).put("failed", counts.failed())
                .put("waiting", result.deadLetters());
        sync.putObject("requests").put("jira", counts.jiraRequests()).put("target", counts.targetRequests());
        if (!result.kinds().isEmpty()) {
            ObjectNode kinds = sync.putObject("kinds");
            result.kinds().forEach((kind, numbers) -> numbers.forEach(kinds.withObject('/' + kind)::put));
        }
        sync.put("durationMs", counts.duration().toMillis());
    }

    /** One line for a person. */
    static String line(SyncResult result) {
        StringBuilder line = new StringBuilder(result.sync()).append(": ").append(how(result)).append(". ")
                .append(counts(result.counts()));
        if (result.deadLetters() > 0) {
            line.append(' ').append(result.deadLetters()).append(result.deadLetters() == 1 ? " issue is" : " issues are")
                    .append(" in dead letters ('dead-letters list' shows them).");
        }
        return line.toString();
    }

    static String counts(RunCounts counts) {
        return "%d seen, %d created, %d updated, %d unchanged, %d archived, %d failed; %d requests to Jira, %d to the target in %s."
                .formatted(counts.seen(), counts.created(), counts.updated(), counts.unchanged(), counts.archived(),
                        counts.failed(), counts.jiraRequests(), counts.targetRequests(), time(counts.duration()));
    }

    private static String how(SyncResult result) {
        if (result.outcome() == RunOutcome.FINISHED) {
            return "finished";
        }
        String reason = result.reason() == null ? "" : ": " + result.reason().replaceFirst("\\.$", "");
        String advice = switch (result.outcome()) {
            case REFUSED, PAUSED -> "; correct the credential in the settings and start again";
            case UNREACHABLE, BUSY, STOPPED -> "; nothing is lost, the next run goes on";
            default -> "";
        };
        return result.outcome().name().toLowerCase(Locale.ROOT) + reason + advice;
    }

    /** A duration as people write it. */
    static String time(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
