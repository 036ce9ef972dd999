package io.github.cameljirasync.sandbox.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Watches the clients' manners and writes down what breaks the rules of the integration guide, of Jira and of Port.
 * Safe for use from any thread.
 */
public final class Referee {

    private static final int MOST_VIOLATIONS = 1_000;
    private static final int MOST_KEYS = 50_000;
    private static final int MOST_JIRA_REQUESTS_IN_FLIGHT = 3;
    private static final long GREATEST_WAIT_SECONDS = 10_000;

    /**
     * A request that arrives this soon after a 429 was probably on its way already, so it isn't blamed.
     */
    private static final long ON_ITS_WAY_MILLIS = 100;

    private final Clock clock;
    private final Map<RemoteSystem, Pace> paces = new EnumMap<>(RemoteSystem.class);
    private final Map<RemoteSystem, Double> rates;
    private final Map<String, Pause> pauses = new HashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_KEYS;
        }
    };
    private final Map<String, Long> refusedTokens = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int jiraInFlight;
    private int mostJiraInFlight;

    /**
     * @param rates the rate, in requests per second, that each system allows; a system without one allows any
     */
    public Referee(Clock clock, Map<RemoteSystem, Double> rates) {
        this.clock = clock;
        this.rates = Map.copyOf(rates);
        this.rates.forEach((system, rate) -> paces.put(system, new Pace(rate)));
    }

    /** One sentence per broken rule, oldest first; the first {@value #MOST_VIOLATIONS}. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** The largest number of requests that Jira had to handle at one time. */
    public synchronized int mostJiraRequestsInFlight() {
        return mostJiraInFlight;
    }

    /** Forgets the violations. */
    public synchronized void clear() {
        violations.clear();
    }

    synchronized void arrived(Call call) {
        credentials(call);
        pause(call);
        Pace pace = paces.get(call.system());
        if (pace != null) {
            long early = pace.take(call.receivedAt());
            if (early > 0) {
                blame(call, "came " + early + " ms too early for " + rates.get(call.system())
                        + " requests per second");
            }
        }
        if (call.system() == RemoteSystem.JIRA) {
            jiraInFlight++;
            mostJiraInFlight = Math.max(mostJiraInFlight, jiraInFlight);
            if (jiraInFlight > MOST_JIRA_REQUESTS_IN_FLIGHT) {
                blame(call, "is request number " + jiraInFlight + " in flight, more than "
                        + MOST_JIRA_REQUESTS_IN_FLIGHT);
            }
        } else if (call.system() == RemoteSystem.PRIORITY_VOTE) {
            enumeration(call);
            idempotencyKey(call);
        } else {
            userAgent(call);
            refusedToken(call);
        }
    }

    synchronized void answered(Call call, Answer answer) {
        if (call.system() == RemoteSystem.JIRA) {
            jiraInFlight--;
        }
        if (answer == null) {
            return;
        }
        long now = clock.millis();
        String retryAfter = answer.headers().get("Retry-After");
        String reset = answer.status() == 429 ? answer.headers().get("x-ratelimit-reset") : null;
        if (retryAfter != null) {
            pauses.put(credential(call), new Pause(now, end(retryAfter, now), "Retry-After of '" + retryAfter));
        } else if (reset != null) {
            pauses.put(credential(call), new Pause(now, endOfReset(reset, now), "x-ratelimit-reset of '" + reset));
        }
        String authorization = call.header("Authorization");
        if (answer.status() == 401 && call.system() == RemoteSystem.PORT && authorization != null) {
            refusedTokens.putIfAbsent(authorization, now);
        }
    }

    private void userAgent(Call call) {
        String agent = call.header("User-Agent");
        if (agent == null || agent.isBlank()) {
            blame(call, "has no User-Agent");
        }
    }

    private void refusedToken(Call call) {
        Long since = refusedTokens.get(call.header("Authorization"));
        if (since != null && call.receivedAt() > since + ON_ITS_WAY_MILLIS) {
            blame(call, "uses an access token again that was refused with 401");
        }
    }

    private void pause(Call call) {
        Pause pause = pauses.get(credential(call));
        if (pause == null) {
            return;
        }
        if (call.receivedAt() >= pause.until) {
            pauses.remove(credential(call));
        } else if (call.receivedAt() > pause.since + ON_ITS_WAY_MILLIS) {
            blame(call, "came " + (pause.until - call.receivedAt()) + " ms before the " + pause.said + "' had passed");
        }
    }

    private void credentials(Call call) {
        String authorization = call.header("Authorization");
        if (authorization == null) {
            return;
        }
        boolean patOfVote = authorization.contains("pv_pat_")
                || call.basicPair() != null && call.basicPair().contains("pv_pat_");
        if (call.system() == RemoteSystem.JIRA && patOfVote) {
            blame(call, "carries a Priority.vote token");
        } else if (call.system() == RemoteSystem.PRIORITY_VOTE && !patOfVote) {
            blame(call, "carries credentials that are not Priority.vote's");
        } else if (call.system() == RemoteSystem.PORT && (patOfVote || call.basicPair() != null)) {
            blame(call, "carries credentials that are not Port's");
        }
    }

    private void enumeration(Call call) {
        boolean list = call.method().equals("GET") && call.path().endsWith("/initiatives");
        boolean probe = "1".equals(call.query("per_page")) && call.query("page") == null;
        if (list && call.query("external_ref") == null && !probe) {
            blame(call, "enumerates the backlog");
        }
    }

    private void idempotencyKey(Call call) {
        String key = call.header("Idempotency-Key");
        if (key == null) {
            return;
        }
        CRC32 sum = new CRC32();
        sum.update(call.body());
        String use = call.method() + " " + call.path() + " body " + Long.toHexString(sum.getValue());
        String first = keys.putIfAbsent(key, use);
        if (first != null && !first.equals(use)) {
            blame(call, "uses the Idempotency-Key '" + key + "' again, which stood for " + first);
        }
    }

    /** Writes down what a request does wrong. */
    public synchronized void blame(Call call, String what) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(Instant.ofEpochMilli(call.receivedAt()) + " " + call.system().id() + ": " + call.method()
                    + " " + call.target() + " " + what);
        }
    }

    /** Whom a pause is for. Port counts the requests of an organisation, whatever token they come with. */
    private static String credential(Call call) {
        if (call.system() == RemoteSystem.PORT) {
            return call.path().startsWith("/v1/auth/") ? "port tokens" : "port";
        }
        String authorization = call.header("Authorization");
        return call.system() + " " + authorization;
    }

    private static long end(String retryAfter, long now) {
        try {
            return now + Long.parseLong(retryAfter) * 1000;
        } catch (NumberFormatException e) {
            try {
                return ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().toEpochMilli();
            } catch (DateTimeParseException unreadable) {
                return now;
            }
        }
    }

    /** Seconds left, or, as so great a number, seconds since 1970. */
    private static long endOfReset(String reset, long now) {
        try {
            long seconds = Long.parseLong(reset);
            return seconds > GREATEST_WAIT_SECONDS ? seconds * 1000 : now + seconds * 1000;
        } catch (NumberFormatException unreadable) {
            return now;
        }
    }

    private record Pause(long since, long until, String said) {
    }
}
