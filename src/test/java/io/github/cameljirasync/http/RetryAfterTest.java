package io.github.cameljirasync.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How long a service wants no request, whatever its clock shows. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String THEIR_NOW = "Fri, 10 May 2019 08:20:30 GMT";

    private final RetryAfter retryAfter = new RetryAfter(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Retry-After|7|7",
        "Retry-After| 7 |7",
        "Retry-After|0|0",
        "Retry-After|Fri, 10 May 2019 08:20:45 GMT|15",
        "Retry-After|Fri, 10 May 2019 08:20:00 GMT|0",
        "Retry-After|999999999999|86400",
        "Beta-Retry-After|9|9",
        "X-RateLimit-Reset|2019-05-10T08:21Z|30",
        "X-RateLimit-Reset|2019-05-10T08:21:30Z|60",
        "X-RateLimit-Reset|1557476460|30",
        "RateLimit-Reason|jira-quota-tenant-based|2370",
        "RateLimit-Reason|jira-quota-global-based|2370",
    })
    void a_moment_is_read_as_a_distance_from_the_answers_own_date(String header, String value, long seconds) {
        assertThat(moment(Map.of("Date", THEIR_NOW, header, value), 429)).isEqualTo(NOW.plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "RateLimit-Reason|jira-burst-based",
        "RateLimit-Reason|jira-per-issue-on-write",
        "Retry-After|soon",
        "X-RateLimit-Reset|tomorrow",
        "Retry-After|-3",
    })
    void an_answer_that_names_no_moment_leaves_the_wait_to_the_back_off(String header, String value) {
        assertThat(moment(Map.of("Date", THEIR_NOW, header, value), 429)).isNull();
    }

    @Test
    void without_a_date_of_the_answer_our_clock_counts() {
        assertThat(moment(Map.of("Retry-After", "Sun, 01 Mar 2026 10:00:20 GMT"), 429)).isEqualTo(NOW.plusSeconds(20));
    }

    @Test
    void what_belongs_to_a_429_means_nothing_elsewhere() {
        assertThat(moment(Map.of("X-RateLimit-Reset", "2026-03-01T10:01:00Z"), 503)).isNull();
        assertThat(moment(Map.of("Retry-After", "4"), 503)).isEqualTo(NOW.plusSeconds(4));
    }

    @Property
    void any_text_is_a_moment_within_a_day_or_none(@ForAll String value, @ForAll String date) {
        Instant moment = moment(Map.of("Retry-After", value, "Date", date, "X-RateLimit-Reset", value), 429);

        assertThat(moment == null || !moment.isBefore(NOW) && !moment.isAfter(NOW.plus(Duration.ofDays(1)))).isTrue();
    }

    private Instant moment(Map<String, String> headers, int status) {
        return retryAfter.moment(headers::get, status);
    }
}
