package io.github.cameljirasync.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cameljirasync.http.TryAgainException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchTest {

    private static final UnaryOperator<List<Object>> GOOD = answers -> answers;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final DeliveryPool pool = new DeliveryPool();
    private final Batch batch = new Batch();
    private final List<List<?>> sent = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void limit() {
        batch.setSize(20);
        pool.setConcurrency(64);
    }

    @AfterEach
    void close() throws Exception {
        pool.shutdownNow();
        camel.close();
    }

    @Test
    void deliveriesThatComeTogetherAreSentInFullBatchesAndTheLastOneWithTheRest() throws Exception {
        List<Future<Object>> deliveries = deliver(IntStream.range(0, 45).boxed().toList(), GOOD);

        for (int i = 0; i < 45; i++) {
            assertThat(deliveries.get(i).get()).isEqualTo("answer to " + i);
        }
        assertThat(sent).extracting(List::size).containsExactlyInAnyOrder(20, 20, 5);
    }

    @Test
    void deliveriesOfFewThreadsDoNotWaitForThoseThatHaveNone() throws Exception {
        pool.setConcurrency(3);

        await(deliver(IntStream.range(0, 30).boxed().toList(), GOOD));

        assertThat(sent).allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(3));
        assertThat(sent.stream().mapToInt(List::size).sum()).isEqualTo(30);
    }

    @Test
    void aBatchWaitsForADeliveryThatIsOnItsWay() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        Future<Object> slow = pool.submit(() -> {
            free.await();
            return run(exchange("slow"), GOOD);
        });
        List<Future<Object>> quick = deliver(List.of("a", "b"), GOOD);
        Awaitility.await().until(() -> pool.gathering().sizes().equals(List.of(2)));
        assertThat(sent).isEmpty();

        free.countDown();

        assertThat(slow.get()).isEqualTo("answer to slow");
        assertThat(quick.get(0).get()).isEqualTo("answer to a");
        assertThat(sent).hasSize(1);
    }

    @Test
    void theFailureOfOneMessageIsItsOwn() throws Exception {
        List<Future<Object>> deliveries = deliver(List.of("good", "bad"), answers -> answers.stream()
                .map(answer -> answer.equals("answer to bad") ? new IllegalArgumentException("bad") : answer).toList());

        assertThat(deliveries.get(0).get()).isEqualTo("answer to good");
        assertThatThrownBy(deliveries.get(1)::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("bad");
    }

    @Test
    void tooFewAnswersAreAFailureThatCanHealForAll() throws Exception {
        for (Future<Object> delivery : deliver(List.of("a", "b"), answers -> answers.subList(1, 2))) {
            assertThatThrownBy(delivery::get).hasCauseInstanceOf(TryAgainException.class)
                    .hasMessageContaining("1 results for a batch of 2");
        }
    }

    @Test
    void aPartThatIsTooLargeIsSentInHalves() throws Exception {
        List<Future<Object>> deliveries = deliver(IntStream.range(0, 10).boxed().toList(),
                answers -> answers.size() > 3 ? null : answers);

        for (int i = 0; i < 10; i++) {
            assertThat(deliveries.get(i).get()).isEqualTo("answer to " + i);
        }
        assertThat(sent).extracting(List::size).containsExactly(10, 5, 2, 3, 5, 2, 3);
    }

    @Test
    void messagesOfDifferentKeysAreNotMixed() throws Exception {
        await(submit(IntStream.range(0, 12).<Callable<Object>>mapToObj(n -> () -> {
            Exchange exchange = exchange(n);
            exchange.setVariable(Batch.KEY, n % 2 == 0 ? "even" : "odd");
            return run(exchange, GOOD);
        }).toList()));

        assertThat(sent).hasSize(2).allSatisfy(part ->
                assertThat(part.stream().map(n -> (int) n % 2).distinct()).hasSize(1));
    }

    @Test
    void aBatchHoldsNoMoreBytesThanAllowedAndALargerMessageGoesAlone() throws Exception {
        batch.setBytes(100);

        await(submit(IntStream.of(60, 60, 300).<Callable<Object>>mapToObj(bytes -> () -> {
            Exchange exchange = exchange(bytes);
            exchange.setVariable(Batch.BYTES, (long) bytes);
            return run(exchange, GOOD);
        }).toList()));

        assertThat(sent).hasSize(3);
    }

    @Test
    void outsideASyncABatchIsOneMessage() throws Exception {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody("alone");

        assertThat(run(exchange, GOOD)).isEqualTo("answer to alone");
    }

    private List<Future<Object>> deliver(List<?> bodies, UnaryOperator<List<Object>> service) {
        return submit(bodies.stream().<Callable<Object>>map(body -> () -> run(exchange(body), service)).toList());
    }

    /** None begins before all are accepted. */
    private List<Future<Object>> submit(List<Callable<Object>> deliveries) {
        CountDownLatch accepted = new CountDownLatch(1);
        List<Future<Object>> futures = deliveries.stream().map(delivery -> pool.submit(() -> {
            accepted.await();
            return delivery.call();
        })).toList();
        accepted.countDown();
        return futures;
    }

    private static void await(List<Future<Object>> deliveries) throws Exception {
        for (Future<Object> delivery : deliveries) {
            delivery.get();
        }
    }

    private Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable(DeliveryPool.VARIABLE, pool);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    /** The steps of a sink that sends batches; a service that gives null says that the part is too large. */
    private Object run(Exchange exchange, UnaryOperator<List<Object>> service) throws Exception {
        batch.join(exchange);
        BatchGroup group = exchange.getVariable(Batch.VARIABLE, BatchGroup.class);
        if (group == null) {
            return exchange.getMessage().getBody();
        }
        while (group.hasNext()) {
            batch.next(exchange);
            send(exchange, service);
        }
        batch.own(exchange);
        return exchange.getMessage().getBody();
    }

    private void send(Exchange exchange, UnaryOperator<List<Object>> service) {
        List<?> part = exchange.getMessage().getBody(List.class);
        sent.add(part);
        List<Object> answers = service.apply(part.stream().<Object>map(body -> "answer to " + body).toList());
        if (answers == null) {
            batch.halve(exchange);
            return;
        }
        exchange.getMessage().setBody(answers);
        try {
            batch.share(exchange);
        } catch (TryAgainException e) {
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, e);
            batch.fail(exchange);
        }
    }
}
