package io.github.cameljirasync.sandbox.jira;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.cameljirasync.sandbox.jql.JqlParser;
import io.github.cameljirasync.sandbox.jql.JqlQuery;

/** Runs queries. Remembers results while neither the issues nor, for relative dates, the clock can change them. */
final class QueryEngine {

    private static final int MOST_RESULTS = 16;

    private final IssueStore store;
    private final FieldCatalog catalog;
    private final Flavour flavour;
    private final Account account;
    private final Clock clock;
    private final Map<String, Result> results = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Result> eldest) {
            return size() > MOST_RESULTS;
        }
    };

    QueryEngine(IssueStore store, FieldCatalog catalog, Flavour flavour, Account account, Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.flavour = flavour;
        this.account = account;
        this.clock = clock;
    }

    /**
     * The issues that match, in order.
     *
     * @param query      parsed from {@code jql}
     * @param lenient    unknown values match nothing instead of being refused
     * @param reconciled ids that are seen as they really are
     * @throws io.github.cameljirasync.sandbox.jql.JqlException when Jira would refuse the query
     */
    synchronized List<Issue> run(String jql, JqlQuery query, boolean lenient, Collection<Long> reconciled) {
        IssueStore.Snapshot snapshot = store.searchable();
        String name = lenient + jql;
        Result known = results.get(name);
        if (known != null && known.version == snapshot.version() && reconciled.isEmpty()) {
            return known.issues;
        }
        QueryCompiler compiler = compiler(lenient);
        Predicate<Issue> filter = compiler.filter(query);
        List<Issue> matching = new ArrayList<>();
        for (Issue issue : reconciled.isEmpty() ? snapshot.issues() : store.searchableWith(reconciled)) {
            if (filter.test(issue)) {
                matching.add(issue);
            }
        }
        matching.sort(compiler.order(query));
        if (reconciled.isEmpty() && !compiler.movesWithTheClock()) {
            results.put(name, new Result(snapshot.version(), matching));
        }
        return matching;
    }

    /** Refuses what {@link #run} would refuse. */
    void check(String jql) {
        JqlQuery query = JqlParser.parse(jql);
        QueryCompiler compiler = compiler(false);
        compiler.filter(query);
        compiler.order(query);
    }

    private QueryCompiler compiler(boolean lenient) {
        return new QueryCompiler(store, catalog, flavour, account, clock.instant(), lenient);
    }

    private record Result(long version, List<Issue> issues) {
    }
}
