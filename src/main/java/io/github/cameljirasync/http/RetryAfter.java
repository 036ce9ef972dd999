package io.github.cameljirasync.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads when a service wants the next request: {@code Retry-After} in seconds or as an HTTP date (RFC 9110, 10.2.3),
 * else what Jira and Port add to a 429: {@code Beta-Retry-After}, {@code X-RateLimit-Reset} as ISO 8601, as epoch seconds
 * or as seconds left, or the next full hour when a quota of the hour is used up. A moment is the service's own, so it is read as a distance from
 * the {@code Date} of the same answer; our clock may differ.
 */
final class RetryAfter {

    private static final int TOO_MANY = 429;
    /** No service lets anybody wait so long that the seconds left look like a moment. */
    private static final long MOST_SECONDS_LEFT = 10_000;
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /**
     * The moment that the answer names, by our clock; null when it names none that can be read.
     *
     * @param headers gives the value of a header; null when the answer has none of this name
     */
    Instant moment(UnaryOperator<String> headers, int status) {
        Instant now = clock.instant();
        Instant sent = header(headers, "Date").flatMap(RetryAfter::date).orElse(now);
        Optional<Duration> wait = header(headers, "Retry-After").flatMap(value -> wait(value, sent));
        if (wait.isEmpty() && status == TOO_MANY) {
            wait = header(headers, "Beta-Retry-After").flatMap(value -> wait(value, sent))
                    .or(() -> header(headers, "X-RateLimit-Reset").flatMap(value -> reset(value, sent)))
                    .or(() -> header(headers, "RateLimit-Reason").filter(reason -> reason.startsWith("jira-quota"))
                            .map(reason -> Duration.between(sent, sent.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS))));
        }
        return wait.map(RetryAfter::bounded).map(now::plus).orElse(null);
    }

    private static Optional<Duration> wait(String value, Instant sent) {
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(value.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(value)));
        }
        return date(value).map(moment -> Duration.between(sent, moment));
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> reset(String value, Instant sent) {
        try {
            if (!value.chars().allMatch(Character::isDigit)) {
                return Optional.of(Duration.between(sent, OffsetDateTime.parse(value).toInstant()));
            }
            long seconds = Long.parseLong(value);
            return Optional.of(seconds <= MOST_SECONDS_LEFT ? Duration.ofSeconds(seconds)
                    : Duration.between(sent, Instant.ofEpochSecond(seconds)));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<String> header(UnaryOperator<String> headers, String name) {
        return Optional.ofNullable(headers.apply(name)).map(String::strip);
    }
}
