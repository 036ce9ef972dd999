package io.github.cameljirasync.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.github.cameljirasync.run.KindCounts;
import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.Targets;
import io.github.cameljirasync.state.Change;
import io.github.cameljirasync.state.DeadLetter;
import io.github.cameljirasync.state.FailedIssue;
import io.github.cameljirasync.state.IssuePart;
import io.github.cameljirasync.state.Link;
import io.github.cameljirasync.state.Links;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * What was delivered last for each issue of each sync: the repository behind the {@code idempotentConsumer} of a sync.
 * A key is an issue and the hash of its payload; only the last payload of an issue counts, so an issue that was edited
 * and edited back is two changes.
 * <p>
 * The links of a page are read at once when the page is opened, and written behind in groups; the page's watermark
 * waits for them.
 */
public final class Delivered extends ServiceSupport implements IdempotentRepository {

    /** Id of the issue's counterpart at the target; absent while it is not known. */
    public static final String TARGET_ID = "jiraSyncTargetId";
    /** Id of the counterpart under the issue's former key; set for an issue that has moved and is still live there. */
    public static final String FORMER_TARGET_ID = "jiraSyncFormerTargetId";
    /** {@code true} when the counterpart is archived and has to be opened again; absent otherwise. */
    public static final String REOPEN = "jiraSyncReopen";
    /** {@code true} when the target may have forgotten the key of the change under way, so old it is; absent otherwise. */
    public static final String DOUBTFUL = "jiraSyncDoubtful";
    /** Id of the change under way. */
    public static final String CHANGE = "jiraSyncChange";
    /** {@code true} when this state of the issue has failed in an earlier run; absent otherwise. */
    public static final String RETRIED = "jiraSyncRetried";
    /** What the sink has done: {@code created} or {@code updated}; by whether an id was known where it is absent. */
    public static final String OUTCOME = "jiraSyncOutcome";
    /** Tells the payload under way from every other. */
    public static final String PAYLOAD_HASH = "jiraSyncPayloadHash";
    /** Jira's numeric id of the issue in hand. */
    public static final String ISSUE_ID = "jiraIssueId";
    /** Which of the things that the issue becomes at the target; absent when it is only one. */
    public static final String PART = Targets.PART;
    /** {@code true} when the counterpart is known to differ from the payload, whatever was delivered last. */
    public static final String AGAIN = "jiraSyncAgain";
    /** Which of the conditions that the filter is made of the issue matches, a set; absent where that is not asked. */
    public static final String ISSUE_FILTERS = "jiraIssueFilters";
    /** Names of all things that the issue becomes now, a set; absent where they are not known. */
    public static final String PARTS = "jiraSyncParts";
    /** Its key. */
    public static final String ISSUE_KEY = "jiraIssueKey";
    /** Its {@code updated}, an {@link Instant}; absent when Jira gave none. */
    public static final String ISSUE_UPDATED = "jiraIssueUpdated";

    /** Services remember a key for a day; an hour is for clocks that differ. */
    private static final Duration KEY_LIFE = Duration.ofHours(23);

    private final Links links;
    private final Clock clock;

    public Delivered(Links links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    /**
     * Stores, before anything is sent, that this payload is about to be written, and under which change. A preview
     * stores nothing; it only learns which counterpart is known.
     */
    public void begin(Exchange exchange) {
        String key = exchange.getVariable(ISSUE_KEY, String.class);
        Link link = link(exchange);
        if (!run(exchange).request().preview()) {
            Change change = links.begin(run(exchange).getSync(), place(exchange), key, hash(exchange));
            exchange.setVariable(CHANGE, change.id());
            flag(exchange, DOUBTFUL, isDoubtful(change));
            flag(exchange, RETRIED, isRetried(exchange));
        }
        if (link == null || link.targetId() == null) {
            return;
        }
        if (key.equals(link.issueKey())) {
            exchange.setVariable(TARGET_ID, link.targetId());
            flag(exchange, REOPEN, link.archived());
        } else if (link.live()) {
            exchange.setVariable(FORMER_TARGET_ID, link.targetId());
        }
    }

    /** What is rarely true is absent when it is not: each step of a route copies all variables. */
    private static void flag(Exchange exchange, String name, boolean value) {
        if (value) {
            exchange.setVariable(name, true);
        } else {
            exchange.removeVariable(name);
        }
    }

    private static boolean isRetried(Exchange exchange) {
        DeadLetter letter = run(exchange).letter(place(exchange));
        return letter != null && letter.failed().kind() == FailedIssue.Kind.RETRYABLE
                && Objects.equals(letter.failed().issueUpdated(), exchange.getVariable(ISSUE_UPDATED, Instant.class));
    }

    private boolean isDoubtful(Change change) {
        Duration age = Duration.between(change.since(), clock.instant());
        return !change.fresh() && (age.isNegative() || age.compareTo(KEY_LIFE) > 0);
    }

    /** Gives the change under way a new id, for a target that refuses the old one. */
    void renew(Exchange exchange) {
        if (run(exchange).request().preview()) {
            return;
        }
        Change change = links.renew(run(exchange).getSync(), place(exchange),
                exchange.getVariable(ISSUE_KEY, String.class), hash(exchange));
        exchange.setVariable(CHANGE, change.id());
    }

    @Override
    public boolean contains(Exchange exchange, String key) {
        if (run(exchange).targets().isLeft(part(exchange))) {
            return true;
        }
        Link link = link(exchange);
        if (link == null) {
            return false;
        }
        Run run = run(exchange);
        boolean again = exchange.getVariable(AGAIN, false, Boolean.class);
        if (!again && link.holds(hash(exchange)) || isOutdated(link, exchange)) {
            run.issueUnchanged();
            confirm(exchange, link);
            return true;
        }
        if (isWaiting(link, exchange)) {
            run.issueWaiting();
            return true;
        }
        return false;
    }

    /** Search lags behind: it may show a state that is older than the one that was delivered already. */
    private static boolean isOutdated(Link link, Exchange exchange) {
        Instant updated = exchange.getVariable(ISSUE_UPDATED, Instant.class);
        return link.live() && link.issueUpdated() != null && updated != null && link.issueUpdated().isAfter(updated)
                && !run(exchange).request().full();
    }

    /**
     * What failed waits in the dead letters; the same payload is not sent again before it is due. A change that began
     * after the letter was written is another payload, whose outcome is not known.
     */
    private static boolean isWaiting(Link link, Exchange exchange) {
        DeadLetter letter = run(exchange).waiting(place(exchange));
        return letter != null && link.change() != null && hash(exchange).equals(link.change().payloadHash())
                && !link.change().since().isAfter(letter.lastFailedAt());
    }

    /** Otherwise a reconcile would take an issue whose change is not mapped for one that was not delivered. */
    private void confirm(Exchange exchange, Link link) {
        Instant updated = exchange.getVariable(ISSUE_UPDATED, Instant.class);
        if (run(exchange).request().preview()) {
            return;
        }
        if (updated != null && (link.issueUpdated() == null || updated.isAfter(link.issueUpdated()))) {
            links.confirmed(link.sync(), link.place(), updated);
        }
        if (link.holds(hash(exchange)) && run(exchange).letter(link.place()) != null) {
            links.settled(link.sync(), link.place());
        }
    }

    /**
     * Remembers what was delivered; in a preview nothing was. What another process has taken over is not remembered here,
     * so that it stays a write whose outcome is not known.
     */
    @Override
    public boolean add(Exchange exchange, String key) {
        Run run = run(exchange);
        if (run.request().preview()) {
            return true;
        }
        if (!run.isOurs()) {
            return false;
        }
        boolean isNew = isNew(exchange);
        run.delivering();
        links.delivered(run.getSync(), place(exchange), exchange.getVariable(ISSUE_KEY, String.class),
                exchange.getVariable(TARGET_ID, String.class), hash(exchange),
                exchange.getVariable(ISSUE_UPDATED, Instant.class));
        run.targets().healthy(part(exchange));
        if (isNew) {
            run.issueCreated();
            run.kinds().count(exchange, KindCounts.What.CREATED);
        } else {
            run.issueUpdated();
            run.kinds().count(exchange, KindCounts.What.UPDATED);
        }
        return true;
    }

    private static boolean isNew(Exchange exchange) {
        String outcome = exchange.getVariable(OUTCOME, String.class);
        Link link = link(exchange);
        return outcome == null ? link == null || link.targetId() == null : "created".equals(outcome);
    }

    /** Nothing to take back: a key is added only after the target's answer. */
    @Override
    public boolean remove(Exchange exchange, String key) {
        return false;
    }

    /** Nothing to confirm: {@link #add(Exchange, String)} comes after the target's answer already. */
    @Override
    public boolean confirm(Exchange exchange, String key) {
        return true;
    }

    @Override
    public boolean add(String key) {
        throw withoutExchange();
    }

    @Override
    public boolean contains(String key) {
        throw withoutExchange();
    }

    @Override
    public boolean remove(String key) {
        throw withoutExchange();
    }

    @Override
    public boolean confirm(String key) {
        throw withoutExchange();
    }

    @Override
    public void clear() {
        throw withoutExchange();
    }

    private static UnsupportedOperationException withoutExchange() {
        return new UnsupportedOperationException("a key means something only together with its exchange");
    }

    private static Link link(Exchange exchange) {
        return run(exchange).link(place(exchange));
    }

    private static Run run(Exchange exchange) {
        return exchange.getVariable(Run.VARIABLE, Run.class);
    }

    /** What of which issue the exchange is about. */
    static IssuePart place(Exchange exchange) {
        return new IssuePart(exchange.getVariable(ISSUE_ID, String.class), part(exchange));
    }

    /** Which of the things that the issue becomes; empty when it is only one. */
    public static String part(Exchange exchange) {
        String part = exchange.getVariable(PART, String.class);
        return part == null ? "" : part;
    }

    private static String hash(Exchange exchange) {
        return exchange.getVariable(PAYLOAD_HASH, String.class);
    }
}
