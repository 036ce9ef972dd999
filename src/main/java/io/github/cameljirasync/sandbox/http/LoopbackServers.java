package io.github.cameljirasync.sandbox.http;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** The event loops of a sandbox and the servers on them. */
public final class LoopbackServers implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1).setUseDaemonThread(true)
            .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));

    /**
     * Starts servers; they listen when this returns.
     *
     * @throws IllegalStateException when a port is taken; everything is stopped again then
     */
    public void start(LoopbackServer... servers) {
        try {
            await(Future.all(Arrays.stream(servers).map(one -> LoopbackServer.deploy(vertx, one)).toList()));
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    /** Stops all of them. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The sandbox could not start or stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sandbox was starting or stopping", e);
        }
    }
}
