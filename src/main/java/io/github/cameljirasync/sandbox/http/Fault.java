package io.github.cameljirasync.sandbox.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Something that goes wrong with matching requests. Immutable: every method answers a changed copy. Without further
 * words a fault hits every request to all systems, once.
 */
public final class Fault {

    /** What happens to a request. */
    public enum Effect { ANSWER, DELAY, RESET, HALF, DRIP }

    /** How a 429 or 503 says when to come back. */
    private enum RetryAfter { NONE, SECONDS, DATE, RESET_SECONDS, RESET_EPOCH }

    private final Effect effect;
    private final int status;
    private final RetryAfter retryAfter;
    private final Duration duration;
    private final boolean html;
    private final boolean processed;
    private final int times;
    private final double probability;
    private final Predicate<Call> match;
    private final String name;
    private final String code;

    private Fault(Effect effect, int status, RetryAfter retryAfter, Duration duration, boolean html, boolean processed,
            int times, double probability, Predicate<Call> match, String name, String code) {
        this.effect = effect;
        this.status = status;
        this.retryAfter = retryAfter;
        this.duration = duration;
        this.html = html;
        this.processed = processed;
        this.times = times;
        this.probability = probability;
        this.match = match;
        this.name = name;
        this.code = code;
    }

    private static Fault of(Effect effect, int status, RetryAfter retryAfter, Duration duration, boolean processed,
            String name) {
        return new Fault(effect, status, retryAfter, duration, false, processed, 1, 1, call -> true, name, null);
    }

    /** The system's own error answer with this status; the request is not processed. */
    public static Fault status(int status) {
        return of(Effect.ANSWER, status, RetryAfter.NONE, Duration.ZERO, false, "status " + status);
    }

    /** An error answer with this status and the system's code for it; the request is not processed. */
    public static Fault status(int status, String code) {
        return new Fault(Effect.ANSWER, status, RetryAfter.NONE, Duration.ZERO, false, false, 1, 1, call -> true,
                "status " + status + " " + code, code);
    }

    /** 429 with Retry-After in seconds. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return status(429).retryAfter(retryAfter);
    }

    /** 429 without Retry-After (jira-facts 6.8). */
    public static Fault tooManyRequests() {
        return status(429);
    }

    /** 503 as a proxy or a system under maintenance gives it. */
    public static Fault unavailable() {
        return status(503);
    }

    /** A web page with status 200 where JSON was expected, as proxies and captive portals give it. */
    public static Fault html() {
        return new Fault(Effect.ANSWER, 200, RetryAfter.NONE, Duration.ZERO, true, false, 1, 1, call -> true,
                "html 200", null);
    }

    /** The request is answered, but this much later. */
    public static Fault latency(Duration delay) {
        return of(Effect.DELAY, 0, RetryAfter.NONE, delay, true, "latency of " + delay.toMillis() + " ms");
    }

    /** The connection is reset and nothing was done. */
    public static Fault resetBefore() {
        return of(Effect.RESET, 0, RetryAfter.NONE, Duration.ZERO, false, "reset before processing");
    }

    /** The request is carried out, then the connection is reset: the answer is lost. */
    public static Fault resetAfter() {
        return of(Effect.RESET, 0, RetryAfter.NONE, Duration.ZERO, true, "reset after processing");
    }

    /** The request is carried out, half its answer arrives, then the connection closes. */
    public static Fault halfAnswer() {
        return of(Effect.HALF, 0, RetryAfter.NONE, Duration.ZERO, true, "half an answer");
    }

    /** The request is carried out and its answer trickles in over this time. */
    public static Fault drip(Duration total) {
        return of(Effect.DRIP, 0, RetryAfter.NONE, total, true, "drip over " + total.toMillis() + " ms");
    }

    /** With a Retry-After header in whole seconds. */
    public Fault retryAfter(Duration wait) {
        return new Fault(effect, status, RetryAfter.SECONDS, wait, html, processed, times, probability, match,
                name + ", Retry-After " + wait.toSeconds(), code);
    }

    /** With a Retry-After header as an HTTP date that lies this far ahead on the sandbox's clock. */
    public Fault retryAfterDate(Duration ahead) {
        return new Fault(effect, status, RetryAfter.DATE, ahead, html, processed, times, probability, match,
                name + ", Retry-After as a date " + ahead.toSeconds() + " s ahead", code);
    }

    /** With an x-ratelimit-reset header that gives the seconds left, as Port's documents show it in one place. */
    public Fault rateLimitReset(Duration wait) {
        return new Fault(effect, status, RetryAfter.RESET_SECONDS, wait, html, processed, times, probability, match,
                name + ", x-ratelimit-reset in " + wait.toSeconds() + " s", code);
    }

    /** With an x-ratelimit-reset header in seconds since 1970, as Port's documents show it in another place. */
    public Fault rateLimitResetEpoch(Duration ahead) {
        return new Fault(effect, status, RetryAfter.RESET_EPOCH, ahead, html, processed, times, probability, match,
                name + ", x-ratelimit-reset as a time " + ahead.toSeconds() + " s ahead", code);
    }

    /** The error answer is given after the request was carried out. */
    public Fault afterProcessing() {
        return new Fault(effect, status, retryAfter, duration, html, true, times, probability, match,
                name + " after processing", code);
    }

    /** Hits the next {@code count} matching requests. */
    public Fault times(int count) {
        return new Fault(effect, status, retryAfter, duration, html, processed, count, probability, match, name, code);
    }

    /** Hits matching requests until it is taken away. */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    /** Hits a matching request with this probability, 0 to 1, by the sandbox's seeded random. */
    public Fault withProbability(double share) {
        return new Fault(effect, status, retryAfter, duration, html, processed, times, share, match, name, code);
    }

    /** Hits only requests that match this too. */
    public Fault when(Predicate<Call> also) {
        return new Fault(effect, status, retryAfter, duration, html, processed, times, probability, match.and(also),
                name, code);
    }

    public Fault on(RemoteSystem system) {
        return when(call -> call.system() == system);
    }

    public Fault method(String method) {
        return when(call -> call.method().equals(method));
    }

    /** Only requests whose path (without query) holds a match of this regular expression. */
    public Fault path(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return when(call -> pattern.matcher(call.path()).find());
    }

    Effect effect() {
        return effect;
    }

    boolean processed() {
        return processed;
    }

    int times() {
        return times;
    }

    double probability() {
        return probability;
    }

    long millis() {
        return duration.toMillis();
    }

    boolean matches(Call call) {
        return match.test(call);
    }

    Answer answer(Service service, Instant now) {
        Answer plain = html ? Answer.html(status, "<!DOCTYPE html><html><head><title>Just a moment</title></head>"
                + "<body><h1>We are checking your browser</h1></body></html>") : code == null ? service.error(status) : service.error(status, code);
        return switch (retryAfter) {
            case NONE -> plain;
            case SECONDS -> plain.with("Retry-After", Long.toString(duration.toSeconds()));
            case RESET_SECONDS -> plain.with("x-ratelimit-reset", Long.toString(duration.toSeconds()));
            case RESET_EPOCH -> plain.with("x-ratelimit-reset",
                    Long.toString(now.plus(duration).plusMillis(999).getEpochSecond()));
            case DATE -> plain.with("Retry-After", DateTimeFormatter
                    .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .format(now.plus(duration).atOffset(ZoneOffset.UTC)));
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
