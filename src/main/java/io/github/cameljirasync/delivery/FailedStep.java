package io.github.cameljirasync.delivery;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Keeps the id of the step that failed for the sentence about it; the steps of the error handling would be taken for it
 * otherwise. Used as {@code onExceptionOccurredRef}.
 */
public final class FailedStep implements Processor {

    /** Id of the step that failed; absent when it is a step of a Kamelet. */
    static final String VARIABLE = "jiraSyncFailedStep";

    @Override
    public void process(Exchange exchange) {
        note(exchange);
    }

    static void note(Exchange exchange) {
        exchange.setVariable(VARIABLE, exchange.getExchangeExtension().getHistoryNodeId());
    }
}
