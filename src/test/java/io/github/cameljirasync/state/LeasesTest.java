package io.github.cameljirasync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeasesTest extends StoreTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private StateStore otherStore;
    private Leases mine;
    private Leases theirs;

    @BeforeEach
    void open() {
        otherStore = new StateStore(url, null, null);
        mine = new Leases(store, clock, "node-1");
        theirs = new Leases(otherStore, clock, "node-2");
    }

    @AfterEach
    void close() {
        otherStore.close();
    }

    @Test
    void onlyOneOwnerHoldsASync() {
        assertThat(mine.acquire("priority-vote", MINUTE)).isTrue();
        assertThat(theirs.acquire("priority-vote", MINUTE)).isFalse();
        assertThat(theirs.acquire("port", MINUTE)).isTrue();
        assertThat(mine.acquire("priority-vote", MINUTE)).isTrue();
    }

    @Test
    void aReleasedSyncIsFreeAtOnce() {
        mine.acquire("priority-vote", MINUTE);
        theirs.release("priority-vote");
        boolean whileHeld = theirs.acquire("priority-vote", MINUTE);
        mine.release("priority-vote");

        assertThat(whileHeld).isFalse();
        assertThat(theirs.acquire("priority-vote", MINUTE)).isTrue();
    }

    @Test
    void aDeadOwnersLeaseEnds() {
        mine.acquire("priority-vote", MINUTE);
        clock.advance(MINUTE);
        boolean atTheLastMoment = theirs.acquire("priority-vote", MINUTE);
        clock.advance(Duration.ofMillis(1));

        assertThat(atTheLastMoment).isFalse();
        assertThat(theirs.acquire("priority-vote", MINUTE)).isTrue();
        assertThat(mine.renew("priority-vote", MINUTE)).isFalse();
        assertThat(mine.acquire("priority-vote", MINUTE)).isFalse();
    }

    @Test
    void aRenewedLeaseGoesOn() {
        mine.acquire("priority-vote", MINUTE);
        clock.advance(Duration.ofSeconds(50));
        assertThat(mine.renew("priority-vote", MINUTE)).isTrue();
        clock.advance(Duration.ofSeconds(50));

        assertThat(theirs.acquire("priority-vote", MINUTE)).isFalse();
    }

    @Test
    void ofManyWhoAskAtOnceExactlyOneWins() throws Exception {
        store.open();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            var attempts = IntStream.range(0, 16).<Callable<Boolean>>mapToObj(i ->
                    () -> new Leases(i % 2 == 0 ? store : otherStore, clock, "owner-" + i)
                            .acquire("priority-vote", MINUTE)).toList();
            long winners = 0;
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }
}
