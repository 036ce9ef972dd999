package io.github.cameljirasync.sandbox.http;

import java.time.Instant;

/**
 * A request that the sandbox received.
 *
 * @param system         whom it was sent to
 * @param method         in capitals
 * @param target         path and query as sent
 * @param status         of its answer; 0 while it has none, -1 when its answer was lost on purpose
 * @param receivedAt     when it had arrived, on the sandbox's clock
 * @param idempotencyKey its Idempotency-Key, or null
 * @param body           its body as text, empty when there is none
 */
public record RecordedRequest(RemoteSystem system, String method, String target, int status, Instant receivedAt,
                              String idempotencyKey, String body) {

    /** The target without its query. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }
}
