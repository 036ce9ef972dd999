package io.github.cameljirasync.jira;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.delivery.DeliveryPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private final CountDownLatch delivered = new CountDownLatch(1);
    private final DeliveryPool deliveries = new DeliveryPool();
    private final ReadAhead ahead = new ReadAhead(deliveries);

    @BeforeEach
    void haveMoreToDeliverThanThreads() {
        deliveries.setConcurrency(1);
        deliveries.execute(this::awaitEnd);
        deliveries.execute(this::awaitEnd);
    }

    @AfterEach
    void endDeliveries() {
        delivered.countDown();
        deliveries.shutdown();
    }

    @Test
    void pages_are_handed_over_together_and_once() {
        ahead.add(page(0, 100, ""));
        ahead.add(page(100, 50, ""));

        assertThat(ahead.handOver().issues()).hasSize(150);
        assertThat(ahead.isEmpty()).isTrue();
        assertThat(ahead.handOver().issues()).isEmpty();
    }

    @Test
    void reading_on_is_worthwhile_until_there_are_enough_issues() {
        ahead.add(page(0, 999, ""));
        assertThat(ahead.isWorthwhile(Long.MAX_VALUE)).isTrue();

        ahead.add(page(999, 1, ""));
        assertThat(ahead.isWorthwhile(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void less_is_read_ahead_for_a_slow_target_where_it_would_grow_old() {
        DeliveryPool slow = new DeliveryPool();
        slow.setRequestsPerSecond(1);

        ReadAhead little = new ReadAhead(slow);
        little.add(page(0, 10, ""));
        assertThat(little.room()).isEqualTo(190);
    }

    @Test
    void a_run_with_a_limit_reads_no_more_than_it_delivers() {
        ahead.add(page(0, 10, ""));

        assertThat(ahead.isWorthwhile(10)).isFalse();
        assertThat(ahead.isWorthwhile(11)).isTrue();
    }

    @Test
    void nothing_waits_for_one_more_page_when_all_of_the_page_in_hand_is_under_way() {
        deliveries.getQueue().clear();
        assertThat(ahead.isWorthwhile(Long.MAX_VALUE)).isTrue();

        ahead.add(page(0, 10, ""));
        assertThat(ahead.isWorthwhile(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void there_is_room_for_as_many_issues_as_fit_when_they_are_like_those_before() {
        assertThat(ahead.room()).isOne();

        ahead.add(page(0, 10, "x".repeat(984)));
        assertThat(ahead.room()).isEqualTo(990);
        ahead.handOver();
        assertThat(ahead.room()).isEqualTo(1_000);

        ahead.add(page(0, 1, "x".repeat(9_984)));
        ahead.handOver();
        assertThat(ahead.room()).isEqualTo(100);
    }

    @Test
    void long_texts_leave_less_room_until_they_are_handed_over() {
        ahead.add(page(0, 4, "x".repeat(300_000)));
        assertThat(ahead.isWorthwhile(Long.MAX_VALUE)).isFalse();

        ahead.handOver();
        assertThat(ahead.isWorthwhile(Long.MAX_VALUE)).isTrue();
    }

    private void awaitEnd() {
        try {
            delivered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static IssuePage page(int first, int size, String text) {
        return new IssuePage(IntStream.range(first, first + size).mapToObj(i -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.putObject("fields").put("description", text);
            return new FoundIssue("" + i, "ACME-" + i, null, json);
        }).toList(), List.of());
    }
}
