package io.github.cameljirasync.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One message of a batch, and what becomes of it. */
final class BatchMember {

    private final Object body;
    private final long bytes;
    /** The group to act for, or null when somebody else does. */
    private final CompletableFuture<BatchGroup> turn = new CompletableFuture<>();
    private volatile Object result;
    private volatile Exception failure;
    private volatile boolean served;

    BatchMember(Object body, long bytes) {
        this.body = body;
        this.bytes = bytes;
    }

    Object body() {
        return body;
    }

    long bytes() {
        return bytes;
    }

    /** @return the group to act for; null when somebody else has done it and {@link #result()} is there */
    BatchGroup awaitTurn() throws InterruptedException {
        try {
            return turn.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    void lead(BatchGroup group) {
        turn.complete(group);
    }

    boolean isServed() {
        return served;
    }

    void succeed(Object answer) {
        result = answer;
        serve();
    }

    void fail(Exception reason) {
        failure = reason;
        serve();
    }

    private void serve() {
        served = true;
        turn.complete(null);
    }

    /** What the service has said of this message. */
    Object result() throws Exception {
        if (failure != null) {
            throw failure;
        }
        return result;
    }
}
