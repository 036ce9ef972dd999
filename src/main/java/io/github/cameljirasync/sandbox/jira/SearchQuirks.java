package io.github.cameljirasync.sandbox.jira;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Odd but legal pages of the Cloud search (jira-facts 1.4, 1.8, 1.11), switched on at runtime from any thread. All are
 * off at first.
 */
public final class SearchQuirks {

    private final Random random;
    private boolean shortPages;
    private int emptyPages;
    private int repeatedIssues;
    private int repeatedTokens;
    private boolean isLastMissing;
    private boolean isUnordered;

    /** @param seed makes the lengths of short pages repeatable */
    public SearchQuirks(long seed) {
        this.random = new Random(seed);
    }

    /** Pages get any length from 1 to what was asked for. */
    public synchronized void shortPages(boolean on) {
        shortPages = on;
    }

    /** The next {@code count} pages are empty and carry a token nevertheless. */
    public synchronized void emptyPages(int count) {
        emptyPages = count;
    }

    /** The next {@code count} pages behind a first one begin with the last issue of the page before. */
    public synchronized void repeatedIssues(int count) {
        repeatedIssues = count;
    }

    /** The next {@code count} pages behind a first one answer the token that they were asked with. */
    public synchronized void repeatedTokens(int count) {
        repeatedTokens = count;
    }

    /** Answers have no isLast: the absence of a token alone is the end (jira-facts 1.8). */
    public synchronized void isLastMissing(boolean on) {
        isLastMissing = on;
    }

    /** The pages of a search come in an order of their own, the same for each of its pages. */
    public synchronized void unordered(boolean on) {
        isUnordered = on;
    }

    synchronized List<Issue> ordered(List<Issue> issues, String jql) {
        if (!isUnordered) {
            return issues;
        }
        List<Issue> mixed = new ArrayList<>(issues);
        Collections.shuffle(mixed, new Random(jql.hashCode()));
        return mixed;
    }

    synchronized int length(int asked) {
        return shortPages ? 1 + random.nextInt(asked) : asked;
    }

    synchronized boolean takeEmptyPage() {
        return emptyPages > 0 && emptyPages-- > 0;
    }

    synchronized boolean takeRepeatedIssue() {
        return repeatedIssues > 0 && repeatedIssues-- > 0;
    }

    synchronized boolean takeRepeatedToken() {
        return repeatedTokens > 0 && repeatedTokens-- > 0;
    }

    synchronized boolean withoutIsLast() {
        return isLastMissing;
    }
}
