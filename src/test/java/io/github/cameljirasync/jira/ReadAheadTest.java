package io.github.cameljirasync.jira;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private final ReadAhead ahead = new ReadAhead();

    @Test
    void pages_are_handed_over_together_and_once() {
        ahead.add(page(0, 100, ""));
        ahead.add(page(100, 50, ""));

        assertThat(ahead.handOver().issues()).hasSize(150);
        assertThat(ahead.isEmpty()).isTrue();
        assertThat(ahead.handOver().issues()).isEmpty();
    }

    @Test
    void there_is_room_until_there_are_enough_issues() {
        ahead.add(page(0, 199, ""));
        assertThat(ahead.hasRoom(Long.MAX_VALUE)).isTrue();

        ahead.add(page(199, 1, ""));
        assertThat(ahead.hasRoom(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void a_run_with_a_limit_reads_no_more_than_it_delivers() {
        ahead.add(page(0, 10, ""));

        assertThat(ahead.hasRoom(10)).isFalse();
        assertThat(ahead.hasRoom(11)).isTrue();
    }

    @Test
    void long_texts_leave_less_room_until_they_are_handed_over() {
        ahead.add(page(0, 4, "x".repeat(300_000)));
        assertThat(ahead.hasRoom(Long.MAX_VALUE)).isFalse();

        ahead.handOver();
        assertThat(ahead.hasRoom(Long.MAX_VALUE)).isTrue();
    }

    private static IssuePage page(int first, int size, String text) {
        return new IssuePage(IntStream.range(first, first + size).mapToObj(i -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.putObject("fields").put("description", text);
            return new FoundIssue("" + i, "ACME-" + i, null, json);
        }).toList(), List.of());
    }
}
