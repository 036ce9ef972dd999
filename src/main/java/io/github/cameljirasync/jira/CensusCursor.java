package io.github.cameljirasync.jira;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.reconcile.Reconcile;
import io.github.cameljirasync.reconcile.Removal;
import io.github.cameljirasync.state.Census.Counted;

/**
 * Where a reconcile stands with Jira. What is asked, in this order: page after page of the census; the target, what it has;
 * the issues that the target lacks, to be delivered; of the issues that the target has and the census has not, which of
 * them exist and which of those are in the filter (one by one where Jira does not accept an id); and, before anything is
 * removed, who am I, because Jira answers a stranger as if everything had been deleted.
 * <p>
 * Not safe for several threads; the {@link IssueCursor} that owns it is.
 */
final class CensusCursor {

    private static final int CLOUD_PAGE = 5_000;
    private static final int DATA_CENTER_PAGE = 1_000;
    /** Issues that one search shows as they are and not as they are indexed; Jira Cloud takes no more. */
    private static final int MOST_MEMBERS = 50;

    /** What is asked next. */
    private enum Step { CENSUS, PRESENCE, UNDELIVERED, MISSING, MEMBERS, FILTER, PROOF, REMOVE, NOTHING }

    private final Reconcile reconcile;
    private final Jql filter;
    private final boolean dataCenter;
    private final MappedFields.ResolvedFields timeOnly = new MappedFields("", "").resolved();
    private final Deque<List<String>> undecided = new ArrayDeque<>();
    private final Deque<List<String>> unread = new ArrayDeque<>();
    private final Set<String> members = new HashSet<>();

    private Step step = Step.CENSUS;
    private boolean answered;
    private Paging paging;
    private List<String> asked = List.of();
    private List<Removal> removals = List.of();

    CensusCursor(Reconcile reconcile, Jql filter, boolean dataCenter) {
        this.reconcile = reconcile;
        this.filter = filter;
        this.dataCenter = dataCenter;
        this.paging = newPaging();
    }

    void begin() {
        reconcile.begin();
    }

    boolean isDone() {
        return step == Step.NOTHING;
    }

    /** What to ask next, as {@code jira-next-page-action} calls it. */
    String step() {
        return answered ? "nothing" : step.name().toLowerCase(Locale.ROOT);
    }

    /** The issues to remove at the target now. */
    List<Removal> removals() {
        return removals;
    }

    /** The body of the next search. */
    ObjectNode search() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (step == Step.MEMBERS) {
            body.put("jql", filter.among(asked)).put("maxResults", asked.size());
            if (dataCenter) {
                // an id that is gone by now is no error
                body.put("validateQuery", false);
            } else {
                ArrayNode exact = body.putArray("reconcileIssues");
                asked.forEach(id -> exact.add(Long.parseLong(id)));
            }
        } else {
            int most = step == Step.FILTER ? 1 : dataCenter ? DATA_CENTER_PAGE : CLOUD_PAGE;
            body.put("jql", paging.from().map(filter::changedSince).orElseGet(filter::everything)).put("maxResults", most);
        }
        body.set("fields", timeOnly.asked());
        paging.select(body);
        return body;
    }

    /**
     * The ids of the next look-up.
     *
     * @param mapped the fields that a delivery needs
     */
    ObjectNode lookUp(MappedFields.ResolvedFields mapped) {
        return (step == Step.UNDELIVERED ? mapped : timeOnly).of(asked);
    }

    /**
     * Takes Jira's answer to what was asked.
     *
     * @return the issues to deliver
     */
    IssuePage take(JsonNode answer, MappedFields.ResolvedFields mapped) {
        if (answered) {
            return IssuePage.empty();
        }
        switch (step) {
            case CENSUS -> count(answer);
            case MEMBERS -> recognize(answer);
            case MISSING -> existing(answer);
            case FILTER -> {
                reconcile.gone(asked);
                answered = true;
            }
            case PROOF -> {
                Account.require(answer);
                answered = true;
            }
            case PRESENCE -> answered = true;
            default -> {
                answered = true;
                return IssuePage.of(answer, mapped).sound();
            }
        }
        return IssuePage.empty();
    }

    /**
     * Takes Jira's refusal of what was asked.
     *
     * @return false when it means nothing here
     */
    boolean reject() {
        if (step != Step.MEMBERS) {
            return false;
        }
        // one id that Jira does not accept spoils the search for all of them
        if (asked.size() > 1) {
            undecided.push(asked.subList(asked.size() / 2, asked.size()));
            undecided.push(asked.subList(0, asked.size() / 2));
            answered = true;
        } else {
            // the id or the filter: when Jira still accepts the filter, it is the id
            ask(Step.FILTER, asked);
        }
        return true;
    }

    /** Whether less can be asked for at once, where an answer can't be read. */
    boolean canAskForLess() {
        return !answered && step == Step.UNDELIVERED;
    }

    /**
     * Asks for fewer of the issues that the target lacks.
     *
     * @return the id of the issue that can't be read even alone
     */
    Optional<String> askForLess() {
        if (asked.size() == 1) {
            answered = true;
            return Optional.of(asked.get(0));
        }
        unread.push(asked.subList(asked.size() / 2, asked.size()));
        asked = asked.subList(0, asked.size() / 2);
        return Optional.empty();
    }

    /** Goes on, once everything delivered so far is in the state store. */
    void advance() {
        removals = List.of();
        while (answered && step != Step.NOTHING && removals.isEmpty()) {
            switch (step) {
                case CENSUS -> ask(Step.PRESENCE, List.of());
                case PRESENCE, UNDELIVERED -> askForUndelivered();
                case MISSING, MEMBERS, FILTER -> askForMissing();
                case PROOF -> step = reconcile.stopIfTooMuch() ? Step.NOTHING : Step.REMOVE;
                default -> remove();
            }
        }
    }

    private void askForMissing() {
        if (!undecided.isEmpty()) {
            members.clear();
            ask(Step.MEMBERS, undecided.pop());
            return;
        }
        // of projects, users and teams the whole list has been read, so those that are not in it are gone
        List<String> missing = nextIssues(reconcile::nextMissing, reconcile::gone);
        if (!missing.isEmpty()) {
            ask(Step.MISSING, missing);
        } else if (reconcile.isAnyGone()) {
            ask(Step.PROOF, List.of());
        } else {
            finish();
        }
    }

    /** The next ids that are issues'; those of projects, users and teams on the way to them go elsewhere. */
    private static List<String> nextIssues(Supplier<List<String>> next, Consumer<List<String>> records) {
        List<String> ids;
        List<String> issues;
        do {
            ids = next.get();
            issues = ids.stream().filter(id -> !RecordKind.isRecord(id)).toList();
            records.accept(ids.stream().filter(RecordKind::isRecord).toList());
        } while (issues.isEmpty() && !ids.isEmpty());
        return issues;
    }

    private void askForUndelivered() {
        // projects, users and teams have been delivered by this run already
        List<String> undelivered = unread.isEmpty() ? nextIssues(reconcile::nextUndelivered, records -> { }) : unread.pop();
        if (undelivered.isEmpty()) {
            step = Step.MISSING;
        } else {
            ask(Step.UNDELIVERED, undelivered);
        }
    }

    private void ask(Step about, List<String> ids) {
        step = about;
        asked = ids;
        answered = false;
        paging = newPaging();
    }

    private void remove() {
        removals = reconcile.nextGone();
        if (removals.isEmpty()) {
            finish();
        }
    }

    private void finish() {
        reconcile.end();
        step = Step.NOTHING;
    }

    private void count(JsonNode answer) {
        IssuePage page = IssuePage.of(answer, timeOnly);
        paging.turn(answer, page);
        if (!paging.isSlipped()) {
            reconcile.count(page.issues().stream().map(issue -> new Counted(issue.id(), issue.updated())).toList());
        }
        answered = !paging.hasNext();
    }

    private void existing(JsonNode answer) {
        Set<String> found = IssuePage.of(answer, timeOnly).ids();
        // an issue that exists and could not be read this time
        Set<String> failed = new HashSet<>();
        answer.path("issueErrors").forEach(error -> failed.add(error.path("id").asText()));
        reconcile.found(asked.stream().filter(id -> failed.contains(id) && !found.contains(id)).toList());
        reconcile.gone(asked.stream().filter(id -> !failed.contains(id) && !found.contains(id)).toList());
        List<String> exist = asked.stream().filter(found::contains).toList();
        for (int from = 0; from < exist.size(); from += MOST_MEMBERS) {
            undecided.add(exist.subList(from, Math.min(exist.size(), from + MOST_MEMBERS)));
        }
        answered = true;
    }

    private void recognize(JsonNode answer) {
        IssuePage page = IssuePage.of(answer, timeOnly);
        paging.turn(answer, page);
        members.addAll(page.ids());
        if (!paging.hasNext()) {
            reconcile.found(asked.stream().filter(members::contains).toList());
            reconcile.gone(asked.stream().filter(id -> !members.contains(id)).toList());
            answered = true;
        }
    }

    private Paging newPaging() {
        return dataCenter ? new OffsetPaging() : new TokenPaging();
    }
}
