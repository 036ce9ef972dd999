package io.github.cameljirasync.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.github.cameljirasync.state.Leases;
import io.github.cameljirasync.state.StateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the leases of the runs under way and renews them, so that a dead process's lease ends soon. */
final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final long RENEW_SECONDS = 20;

    private final Leases leases;
    private final Map<String, ScheduledFuture<?>> renewals = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jira-sync-lease");
        thread.setDaemon(true);
        return thread;
    });

    LeaseKeeper(Leases leases) {
        this.leases = leases;
    }

    /**
     * Takes the lease of a sync.
     *
     * @param lost what to do when another process has got it later
     * @return false when it is taken
     */
    boolean take(String sync, Runnable lost) {
        if (renewals.containsKey(sync) || !leases.acquire(sync, LEASE)) {
            return false;
        }
        renewals.put(sync, clockwork.scheduleAtFixedRate(() -> renew(sync, lost), RENEW_SECONDS, RENEW_SECONDS,
                TimeUnit.SECONDS));
        return true;
    }

    void giveBack(String sync) {
        ScheduledFuture<?> renewal = renewals.remove(sync);
        if (renewal != null) {
            renewal.cancel(false);
            leases.release(sync);
        }
    }

    private void renew(String sync, Runnable lost) {
        try {
            if (!leases.renew(sync, LEASE)) {
                lost.run();
            }
        } catch (StateStoreException e) {
            LOG.warn("The lease of sync '{}' could not be renewed: {}", sync, e.getMessage());
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
