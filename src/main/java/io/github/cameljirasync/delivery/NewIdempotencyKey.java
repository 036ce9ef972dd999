package io.github.cameljirasync.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Gives the change in hand a new id, so that the next try carries a new {@code Idempotency-Key}. */
public final class NewIdempotencyKey implements Processor {

    private final Delivered delivered;

    public NewIdempotencyKey(Delivered delivered) {
        this.delivered = delivered;
    }

    @Override
    public void process(Exchange exchange) {
        delivered.renew(exchange);
    }
}
