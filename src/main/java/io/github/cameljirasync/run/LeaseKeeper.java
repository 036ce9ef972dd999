package io.github.cameljirasync.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.cameljirasync.state.Leases;
import io.github.cameljirasync.state.StateStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the leases of the runs under way and renews them, so that a dead process's lease ends soon. */
final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int RENEWALS_PER_LEASE = 3;

    private final Leases leases;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jira-sync-lease");
        thread.setDaemon(true);
        return thread;
    });
    private Duration length = Duration.ofMinutes(1);

    private record Held(Lease lease, ScheduledFuture<?> renewal) {
    }

    LeaseKeeper(Leases leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    /** @param length how long a process that has died keeps others from running its sync */
    void setLength(Duration length) {
        this.length = length;
    }

    /**
     * Takes the lease of a sync.
     *
     * @param lost what to do when it can't be kept
     * @return null when it is taken
     */
    Lease take(String sync, Consumer<RuntimeException> lost) {
        Lease lease = held.containsKey(sync) ? null : Lease.take(leases, sync, length, clock);
        if (lease != null) {
            long pause = length.toMillis() / RENEWALS_PER_LEASE;
            held.put(sync, new Held(lease, clockwork.scheduleWithFixedDelay(() -> renew(sync, lease, lost), pause, pause,
                    TimeUnit.MILLISECONDS)));
        }
        return lease;
    }

    /** Ends a lease, so that others need not wait for its end. */
    void giveBack(String sync) {
        Held mine = held.get(sync);
        if (mine != null) {
            forget(sync);
            mine.lease().giveBack();
        }
    }

    /** Renews a lease no more, and leaves it to end by itself. */
    void forget(String sync) {
        Held mine = held.remove(sync);
        if (mine != null) {
            mine.renewal().cancel(false);
        }
    }

    private static void renew(String sync, Lease lease, Consumer<RuntimeException> lost) {
        try {
            lease.renew();
        } catch (LeaseLostException e) {
            lost.accept(e);
        } catch (StateStoreException e) {
            if (lease.isBelieved()) {
                LOG.warn("The lease of sync '{}' could not be renewed: {}", sync, e.getMessage());
            } else {
                lost.accept(e);
            }
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
