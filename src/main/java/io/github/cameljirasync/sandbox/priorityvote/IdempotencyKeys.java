package io.github.cameljirasync.sandbox.priorityvote;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameljirasync.sandbox.http.Call;

/**
 * The Idempotency-Keys of a token (integration guide, "Idempotency on writes"): the first successful request under a
 * key is remembered for 24 hours. Used on one event loop only.
 */
final class IdempotencyKeys {

    private static final long LIFE_MILLIS = Duration.ofHours(24).toMillis();

    private final Map<String, Use> uses = new LinkedHashMap<>();

    /** What became of a key. */
    enum State { FREE, RUNNING, DONE, OTHER_REQUEST }

    /**
     * The answer's ingredients; an immutable version, so that a replay is the first answer again.
     *
     * @param status     of the first answer
     * @param initiative as it was then
     */
    record Outcome(int status, Initiative initiative) {
    }

    private static final class Use {
        private final String request;
        private final long since;
        private Outcome outcome;

        private Use(String request, long since) {
            this.request = request;
            this.since = since;
        }
    }

    static boolean wellFormed(String key) {
        return key.length() >= 16 && key.length() <= 255 && key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /** Takes the key for this request if it is free. */
    State take(String token, String key, Call call) {
        forget(call.receivedAt() - LIFE_MILLIS);
        String name = token + ' ' + key;
        String request = fingerprint(call);
        Use use = uses.get(name);
        if (use == null) {
            uses.put(name, new Use(request, call.receivedAt()));
            return State.FREE;
        }
        if (!use.request.equals(request)) {
            return State.OTHER_REQUEST;
        }
        return use.outcome == null ? State.RUNNING : State.DONE;
    }

    /** Forgets the outcomes that are this old; the map is in order of age. */
    private void forget(long until) {
        for (Iterator<Use> all = uses.values().iterator(); all.hasNext();) {
            Use use = all.next();
            if (use.since > until) {
                return;
            }
            if (use.outcome != null) {
                all.remove();
            }
        }
    }

    Outcome outcome(String token, String key) {
        return uses.get(token + ' ' + key).outcome;
    }

    void succeeded(String token, String key, Outcome outcome) {
        uses.get(token + ' ' + key).outcome = outcome;
    }

    /** A failed request leaves its key free. */
    void failed(String token, String key) {
        uses.remove(token + ' ' + key);
    }

    private static String fingerprint(Call call) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((call.method() + ' ' + call.path() + '\n').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(call.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
