package io.github.cameljirasync.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import net.thisptr.jackson.jq.Output;

/**
 * Takes the first output of an expression. Nearly every expression has only one, and ends by itself; one that goes on is
 * stopped at the next output or function. To stop each at once would cost more than most take, because an exception
 * unwinds slowly.
 */
final class FirstOutput implements Output {

    private final JqBudget budget;
    private JsonNode value;
    private boolean there;

    /** @param budget what the expression has, which is used up with the first output */
    FirstOutput(JqBudget budget) {
        this.budget = budget;
    }

    @Override
    public void emit(JsonNode out) {
        if (there) {
            budget.step();
        } else {
            there = true;
            value = out;
            budget.useUp();
        }
    }

    boolean isThere() {
        return there;
    }

    /** Null of JSON where there is none. */
    JsonNode value() {
        return value == null ? NullNode.getInstance() : value;
    }
}
