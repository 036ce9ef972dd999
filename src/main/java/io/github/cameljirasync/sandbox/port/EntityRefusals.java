package io.github.cameljirasync.sandbox.port;

import java.util.HashMap;
import java.util.Map;

/** Entities that Port refuses because a test says so. Safe for use from any thread. */
public final class EntityRefusals {

    private final Map<String, Refusal> all = new HashMap<>();

    /**
     * Refuses an upsert of the entity, alone or among others in a bulk.
     *
     * @param status the statusCode of its error
     * @param error  Port's word for it, such as invalid_request
     * @param times  how often; {@link Integer#MAX_VALUE} until it is taken away
     */
    public synchronized void refuse(String identifier, int status, String error, int times) {
        all.put(identifier, new Refusal(status, error, times));
    }

    /** From now on no entity is refused without a reason. */
    public synchronized void clear() {
        all.clear();
    }

    synchronized void check(String identifier) {
        Refusal refusal = all.get(identifier);
        if (refusal == null) {
            return;
        }
        if (refusal.left == 1) {
            all.remove(identifier);
        } else if (refusal.left != Integer.MAX_VALUE) {
            all.put(identifier, new Refusal(refusal.status, refusal.error, refusal.left - 1));
        }
        throw new Refused(refusal.status, refusal.error, "The sandbox was told to refuse " + identifier + ".");
    }

    private record Refusal(int status, String error, int left) {
    }
}
