package io.github.cameljirasync.jira;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.reconcile.Reconcile;
import io.github.cameljirasync.state.Census.Counted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a run stands with the records beside the issues: projects, users and teams, kind after kind and page after page.
 * What an issue refers to is so delivered before it. A kind that the account may not read is left out, and nothing of it
 * is removed.
 * <p>
 * Not safe for several threads; the {@link IssueCursor} that owns it is.
 */
final class RecordCursor {

    private static final Logger LOG = LoggerFactory.getLogger(RecordCursor.class);

    private final Deque<RecordKind> kinds;
    private final String organizationId;
    private final Reconcile reconcile;
    private RecordPages pages;

    /** @param reconcile counts the records; null when none is due */
    RecordCursor(List<RecordKind> kinds, String organizationId, Reconcile reconcile) {
        this.kinds = new ArrayDeque<>(kinds);
        this.organizationId = organizationId;
        this.reconcile = reconcile;
        open();
    }

    boolean isDone() {
        return kinds.isEmpty();
    }

    /** What to ask next: {@code records}, or {@code record-details}, which is asked with a body. */
    String step() {
        return pages.body() == null ? "records" : "record-details";
    }

    /** What the present kind asks for. */
    RecordPages pages() {
        return pages;
    }

    /** @return the records of the answer, in the place of issues */
    IssuePage take(JsonNode answer) {
        RecordKind kind = kinds.element();
        List<FoundIssue> records = pages.take(answer).stream()
                .filter(record -> !pages.id(record).isEmpty())
                .map(record -> found(kind, record)).toList();
        if (reconcile != null) {
            reconcile.count(records.stream().map(record -> new Counted(record.id(), null)).toList());
        }
        if (pages.isDone()) {
            turn();
        }
        return new IssuePage(records, List.of());
    }

    private FoundIssue found(RecordKind kind, ObjectNode record) {
        return new FoundIssue(kind.place(pages.id(record)), pages.key(record), null, record);
    }

    /** Leaves out the present kind, which Jira refuses. */
    void reject(Exception reason) {
        RecordKind kind = kinds.element();
        LOG.warn("Jira's {}s are left out of this run: {}", kind.name(), reason.getMessage());
        if (reconcile != null) {
            reconcile.keep(kind.place(""));
        }
        turn();
    }

    private void turn() {
        kinds.remove();
        open();
    }

    private void open() {
        pages = kinds.isEmpty() ? null : kinds.element().pages(organizationId);
    }
}
