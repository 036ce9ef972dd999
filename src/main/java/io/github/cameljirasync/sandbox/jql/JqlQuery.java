package io.github.cameljirasync.sandbox.jql;

import java.util.List;

/**
 * A parsed query.
 *
 * @param where     the condition; null when there is none
 * @param orderBy   the sort fields, first one first
 * @param bareWords true for a query of words without any condition, which Jira answers with no issues instead of an
 *                  error (jira-facts 1.15)
 */
public record JqlQuery(Clause where, List<Sort> orderBy, boolean bareWords) {

    /** A query without a restriction is refused by the search (jira-facts 1.13). */
    public boolean unbounded() {
        return where == null && !bareWords;
    }

    /** A sort field and its direction. */
    public record Sort(String field, boolean descending) {
    }

    /** A condition. */
    public sealed interface Clause permits And, Or, Not, Comparison {
    }

    public record And(List<Clause> parts) implements Clause {
    }

    public record Or(List<Clause> parts) implements Clause {
    }

    public record Not(Clause part) implements Clause {
    }

    /**
     * A field compared with an operand.
     *
     * @param field    as written, without quotes; custom fields by number as "cf[10016]"
     * @param operator one of = != ~ !~ &lt; &lt;= &gt; &gt;= in, not in, is, is not
     */
    public record Comparison(String field, String operator, Operand operand) implements Clause {
    }

    /** What a field is compared with. */
    public sealed interface Operand permits Value, Values, Call, Empty {
    }

    /** A text, number or date; {@code quoted} decides whether digits are milliseconds since 1970. */
    public record Value(String text, boolean quoted) implements Operand {
    }

    /** The list behind IN. */
    public record Values(List<Operand> items) implements Operand {
    }

    /** A function such as now(). */
    public record Call(String function, List<String> arguments) implements Operand {
    }

    /** EMPTY or NULL. */
    public record Empty() implements Operand {
    }
}
