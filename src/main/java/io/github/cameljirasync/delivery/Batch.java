package io.github.cameljirasync.delivery;

import java.util.List;

import io.github.cameljirasync.http.TryAgainException;
import org.apache.camel.Exchange;

/**
 * Lets a sink send the messages of several deliveries in one request, while each stays a delivery of its own with its own
 * retries, link and dead letter. The steps of such a sink:
 * <ol>
 * <li>{@code join} waits until the batch is closed. One message goes on for all, with the variable {@value #VARIABLE};
 * for every other one it returns with that message's own result as the body, or fails with its failure;
 * <li>{@code next} makes the list of the messages to send the body, while {@code hasNext};
 * <li>{@code share} takes the list of results from the body, in the order of the messages; an exception in it is that
 * message's failure. Or {@code fail} for a failure of them all, or {@code halve} when the part was too large;
 * <li>{@code own}, in any case, gives the first message its own result, or its failure.
 * </ol>
 * Camel's {@code aggregate} lets its messages go and so can't tell each what became of it. Outside a sync, where nobody
 * else can come, a batch is one message.
 */
public final class Batch {

    public static final String VARIABLE = "jiraSyncBatch";
    /** Tells messages apart that must not share a request; absent when all may. */
    public static final String KEY = "jiraSyncBatchKey";
    /** The size of a message as it is sent, in bytes, a Long; absent when it does not matter. */
    public static final String BYTES = "jiraSyncBatchBytes";

    private static final String MEMBER = "jiraSyncBatchMember";

    private int size = 1;
    private long bytes = Long.MAX_VALUE;

    /** @param size the most messages of a batch */
    public void setSize(int size) {
        this.size = size;
    }

    /** @param bytes the most bytes of a batch; a larger message goes alone */
    public void setBytes(long bytes) {
        this.bytes = bytes;
    }

    public void join(Exchange exchange) throws Exception {
        BatchMember member = new BatchMember(exchange.getMessage().getBody(), bytesOf(exchange));
        gathering(exchange).join(List.of(this, String.valueOf(exchange.getVariable(KEY))), new BatchLimits(size, bytes),
                member);
        BatchGroup group = member.awaitTurn();
        if (group == null) {
            exchange.getMessage().setBody(member.result());
        } else {
            exchange.setVariable(MEMBER, member);
            exchange.setVariable(VARIABLE, group);
        }
    }

    /** True while there is a part to send. */
    public boolean hasNext(Exchange exchange) {
        return group(exchange).hasNext();
    }

    public void next(Exchange exchange) {
        exchange.getMessage().setBody(group(exchange).next());
    }

    /**
     * @throws TryAgainException when there are not as many results as messages
     */
    public void share(Exchange exchange) {
        BatchGroup group = group(exchange);
        List<?> results = exchange.getMessage().getBody(List.class);
        if (results.size() != group.getSize()) {
            throw new TryAgainException("the target", "answered with " + results.size() + " results for a batch of "
                    + group.getSize(), null);
        }
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Exception failure) {
                group.inHand(i).fail(failure);
            } else {
                group.inHand(i).succeed(results.get(i));
            }
        }
    }

    public void fail(Exchange exchange) {
        group(exchange).failInHand(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    public void halve(Exchange exchange) {
        group(exchange).halve();
    }

    public void own(Exchange exchange) throws Exception {
        group(exchange).failRest(() ->
                new TryAgainException("the target", "was not asked, because the batch was broken off", null));
        BatchMember member = exchange.getVariable(MEMBER, BatchMember.class);
        exchange.removeVariable(VARIABLE);
        exchange.removeVariable(MEMBER);
        exchange.getMessage().setBody(member.result());
    }

    private static long bytesOf(Exchange exchange) {
        Long known = exchange.getVariable(BYTES, Long.class);
        return known == null ? 0 : known;
    }

    private static Gathering gathering(Exchange exchange) {
        DeliveryPool pool = exchange.getVariable(DeliveryPool.VARIABLE, DeliveryPool.class);
        return pool == null ? new Gathering() : pool.gathering();
    }

    private static BatchGroup group(Exchange exchange) {
        return exchange.getVariable(VARIABLE, BatchGroup.class);
    }
}
