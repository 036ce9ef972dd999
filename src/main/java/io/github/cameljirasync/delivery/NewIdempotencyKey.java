package io.github.cameljirasync.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Gives the change in hand a new id, so that the next try carries a new {@code Idempotency-Key}, and counts the keys that
 * were refused: Camel counts all tries together, and one that failed for another reason must not cost the new key.
 */
public final class NewIdempotencyKey implements Processor {

    /** How many keys of the issue in hand have been refused. */
    static final String REFUSED = "jiraSyncRefusedKeys";

    private final Delivered delivered;

    public NewIdempotencyKey(Delivered delivered) {
        this.delivered = delivered;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.setVariable(REFUSED, exchange.getVariable(REFUSED, 0, Integer.class) + 1);
        delivered.renew(exchange);
    }
}
