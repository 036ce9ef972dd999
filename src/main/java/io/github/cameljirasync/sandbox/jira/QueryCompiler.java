package io.github.cameljirasync.sandbox.jira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import io.github.cameljirasync.sandbox.jql.JqlException;
import io.github.cameljirasync.sandbox.jql.JqlQuery;
import io.github.cameljirasync.sandbox.jql.JqlQuery.And;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Clause;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Comparison;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Empty;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Not;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Operand;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Or;

/** Turns a parsed query into a filter and an order of issues, and refuses what Jira refuses with 400. */
final class QueryCompiler {

    private static final Set<String> KEY_FIELDS = Set.of("key", "id", "issue", "issuekey");

    private final FieldCatalog catalog;
    private final FieldValues values;
    private final FieldComparisons comparisons;

    /** @param lenient unknown issues, projects and values match nothing instead of being refused */
    QueryCompiler(IssueStore store, FieldCatalog catalog, Flavour flavour, Account account, Instant now,
            boolean lenient) {
        this.catalog = catalog;
        this.values = new FieldValues(store, flavour, account.zone());
        String currentUser = flavour == Flavour.CLOUD ? account.person().accountId() : account.person().name();
        this.comparisons = new FieldComparisons(store, values, new JqlDates(account.zone(), now), currentUser,
                lenient);
    }

    /** True when the last compiled filter finds other issues as time passes. */
    boolean movesWithTheClock() {
        return comparisons.movesWithTheClock();
    }

    Predicate<Issue> filter(JqlQuery query) {
        if (query.bareWords()) {
            return issue -> false;
        }
        return query.where() == null ? issue -> true : compile(query.where(), false);
    }

    /** The order asked for; equal ones, and a query without order, the newest first. */
    Comparator<Issue> order(JqlQuery query) {
        Comparator<Issue> order = null;
        for (JqlQuery.Sort sort : query.orderBy()) {
            Comparator<Issue> next = sorter(sort);
            order = order == null ? next : order.thenComparing(next);
        }
        Comparator<Issue> newestFirst = Comparator.comparingLong(Issue::id).reversed();
        return order == null ? newestFirst : order.thenComparing(newestFirst);
    }

    private Comparator<Issue> sorter(JqlQuery.Sort sort) {
        String name = sort.field().toLowerCase(Locale.ROOT);
        Comparator<Issue> ascending;
        if (name.equals("id")) {
            ascending = Comparator.comparingLong(Issue::id);
        } else if (KEY_FIELDS.contains(name)) {
            ascending = Comparator.comparing(Issue::projectKey).thenComparingInt(Issue::number);
        } else {
            FieldCatalog.Field field = field(sort.field());
            ascending = Comparator.comparing(issue -> key(issue, field),
                    Comparator.nullsLast(Comparator.naturalOrder()));
        }
        return sort.descending() ? ascending.reversed() : ascending;
    }

    @SuppressWarnings("unchecked")
    private Comparable<Object> key(Issue issue, FieldCatalog.Field field) {
        return (Comparable<Object>) values.sortKey(issue, field);
    }

    /** Jira moves NOT inwards: "NOT a = b" is "a != b" and leaves out issues without a value. */
    private Predicate<Issue> compile(Clause clause, boolean negated) {
        if (clause instanceof Not not) {
            return compile(not.part(), !negated);
        }
        if (clause instanceof Comparison comparison) {
            return comparison(comparison, negated);
        }
        boolean all = clause instanceof And != negated;
        List<Clause> parts = clause instanceof And and ? and.parts() : ((Or) clause).parts();
        List<Predicate<Issue>> filters = new ArrayList<>();
        parts.forEach(part -> filters.add(compile(part, negated)));
        return all ? issue -> {
            for (Predicate<Issue> filter : filters) {
                if (!filter.test(issue)) {
                    return false;
                }
            }
            return true;
        } : issue -> {
            for (Predicate<Issue> filter : filters) {
                if (filter.test(issue)) {
                    return true;
                }
            }
            return false;
        };
    }

    private Predicate<Issue> comparison(Comparison written, boolean negated) {
        String operator = negated ? opposite(written.operator()) : written.operator();
        Operand operand = written.operand();
        // "= EMPTY" is the older way to write "IS EMPTY"
        if (operand instanceof Empty && (operator.equals("=") || operator.equals("!="))) {
            operator = operator.equals("=") ? "is" : "is not";
        }
        Comparison comparison = new Comparison(written.field(), operator, operand);
        String name = written.field().toLowerCase(Locale.ROOT);
        if (KEY_FIELDS.contains(name)) {
            return comparisons.keys(comparison, name.equals("id"));
        }
        if (name.equals("text")) {
            return comparisons.text(comparison, List.of(catalog.field("summary"), catalog.field("description")));
        }
        FieldCatalog.Field field = field(written.field());
        return switch (field.type()) {
            case "string" -> field.id().equals("summary") || field.id().equals("description") || field.custom()
                    || field.id().equals("environment") ? comparisons.text(comparison, List.of(field))
                            : comparisons.names(comparison, field);
            case "comments-page" -> comparisons.text(comparison, List.of(field));
            case "datetime", "date" -> comparisons.dates(comparison, field);
            case "number" -> comparisons.numbers(comparison, field);
            default -> comparisons.names(comparison, field);
        };
    }

    private static String opposite(String operator) {
        return switch (operator) {
            case "=" -> "!=";
            case "!=" -> "=";
            case "~" -> "!~";
            case "!~" -> "~";
            case "<" -> ">=";
            case ">=" -> "<";
            case ">" -> "<=";
            case "<=" -> ">";
            case "in" -> "not in";
            case "not in" -> "in";
            case "is" -> "is not";
            default -> "is";
        };
    }

    private FieldCatalog.Field field(String name) {
        FieldCatalog.Field field = catalog.clause(name);
        if (field == null) {
            throw new JqlException("Field '" + name + "' does not exist or you do not have permission to view it.");
        }
        return field;
    }
}
