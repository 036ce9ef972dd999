package io.github.cameljirasync.sandbox.port;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;

/** Counts requests per group in fixed windows. Used on Port's event loop only. */
final class RateLimits {

    private final PortBehaviour behaviour;
    private final Map<RateGroup, Window> windows = new EnumMap<>(RateGroup.class);

    RateLimits(PortBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** Takes the request into account; false when its group has no requests left in this window. */
    boolean take(Call call) {
        RateGroup group = group(call);
        Integer limit = behaviour.limits().get(group);
        if (limit == null) {
            return true;
        }
        Window window = windows.get(group);
        if (window == null || call.receivedAt() >= window.end) {
            window = new Window(call.receivedAt() + behaviour.window().toMillis());
            windows.put(group, window);
        }
        if (window.taken == limit) {
            return false;
        }
        window.taken++;
        return true;
    }

    /** The answer with Port's headers about the limit of the request's group, if it has one. */
    Answer marked(Call call, Answer answer) {
        RateGroup group = group(call);
        Window window = windows.get(group);
        if (window == null) {
            return answer;
        }
        int limit = behaviour.limits().get(group);
        long left = Math.max(1, (window.end - call.receivedAt() + 999) / 1000);
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("x-ratelimit-period", Long.toString(behaviour.window().toSeconds()));
        headers.put("x-ratelimit-limit", Integer.toString(limit));
        headers.put("x-ratelimit-remaining", Integer.toString(limit - window.taken));
        headers.put("x-ratelimit-reset", Long.toString(behaviour.hint() == PortBehaviour.RateHint.RESET_EPOCH
                ? (window.end + 999) / 1000 : left));
        if (answer.status() == 429 && behaviour.hint() == PortBehaviour.RateHint.RETRY_AFTER) {
            headers.put("Retry-After", Long.toString(left));
        }
        return new Answer(answer.status(), headers, answer.body());
    }

    private static RateGroup group(Call call) {
        String path = call.path();
        if (path.startsWith("/v1/auth/")) {
            return RateGroup.UNAUTHENTICATED;
        }
        boolean post = call.method().equals("POST");
        if (path.endsWith("/search") || path.endsWith("/datasource-entities")) {
            return RateGroup.SEARCH;
        }
        if (post && path.endsWith("/entities/bulk")) {
            return RateGroup.BULK_UPSERT;
        }
        if (post && path.endsWith("/entities")) {
            return RateGroup.SINGLE_UPSERT;
        }
        return path.contains("/entities") ? RateGroup.ENTITIES : RateGroup.BLUEPRINTS;
    }

    private static final class Window {
        private final long end;
        private int taken;

        private Window(long end) {
            this.end = end;
        }
    }
}
