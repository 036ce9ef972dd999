package io.github.cameljirasync.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import org.apache.camel.Message;

/**
 * Reads when a service wants the next request: {@code Retry-After} in seconds or as an HTTP date (RFC 9110, 10.2.3),
 * else {@code X-RateLimit-Reset}, which Jira and Port add to a 429: as ISO 8601, as epoch seconds, or as seconds left.
 */
final class RetryAfter {

    private static final long LONGEST_SECONDS = 24 * 60 * 60;
    private static final long MOST_SECONDS_LEFT = 10_000;

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /** The moment that the answer names; null when it names none that can be read. */
    Instant moment(Message answer, int status) {
        return header(answer, "Retry-After").flatMap(this::parse)
                .or(() -> status == 429 ? header(answer, "X-RateLimit-Reset").flatMap(this::parseReset) : Optional.empty())
                .orElse(null);
    }

    Optional<Instant> parse(String value) {
        String text = value.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(clock.instant().plusSeconds(boundedSeconds(text)));
        }
        try {
            return bounded(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> parseReset(String value) {
        String text = value.strip();
        try {
            return bounded(text.chars().allMatch(Character::isDigit) ? moment(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** No service lets anybody wait so long that the seconds left look like a date. */
    private Instant moment(long seconds) {
        return seconds > MOST_SECONDS_LEFT ? Instant.ofEpochSecond(seconds) : clock.instant().plusSeconds(seconds);
    }

    private Optional<Instant> bounded(Instant moment) {
        Instant latest = clock.instant().plusSeconds(LONGEST_SECONDS);
        return Optional.of(moment.isAfter(latest) ? latest : moment);
    }

    private static long boundedSeconds(String digits) {
        return digits.length() > 9 ? LONGEST_SECONDS : Math.min(Long.parseLong(digits), LONGEST_SECONDS);
    }

    private static Optional<String> header(Message answer, String name) {
        return Optional.ofNullable(answer.getHeader(name, String.class));
    }
}
