package io.github.cameljirasync.state;

import static io.github.cameljirasync.state.IssuePart.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest extends StoreTest {

    @Test
    void aFailingWorkDoesNotSpoilThoseThatShareItsTransaction() {
        CountDownLatch gathered = new CountDownLatch(1);
        store.enqueue(t -> await().until(() -> gathered.getCount() == 0));
        IntStream.range(0, 20).forEach(i -> store.enqueue(i == 7 ? BROKEN : insert("row-" + i)));
        store.enqueue(t -> t.batch("lease/row-3", INSERT, "row-3", "twice", 1L));
        gathered.countDown();

        assertThatThrownBy(store::flush).isInstanceOf(StateStoreException.class).hasMessageContaining("no_such_table");
        store.flush();
        assertThat(rows(store)).hasSize(19).doesNotContain("row-7");
    }

    @Test
    void writesOf64ThreadsShareTransactions() throws Exception {
        CountingDatabase database = new CountingDatabase(open(url));
        GroupCommit commits = new GroupCommit(database);
        CountDownLatch gathered = new CountDownLatch(1);
        commits.submit(PendingWork.queued(t -> await().until(() -> gathered.getCount() == 0), failure -> { }));
        List<Thread> threads = IntStream.range(0, 64).mapToObj(i -> new Thread(() -> {
            PendingWork<Integer> work = PendingWork.awaited(t -> t.update(INSERT, "row-" + i, "x", 1L));
            commits.submit(work);
            try {
                work.await();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        })).toList();
        threads.forEach(Thread::start);
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        gathered.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        commits.close();
        database.close();

        assertThat(database.commits()).isBetween(1, 5);
        assertThat(rows(store)).hasSize(64);
    }

    @Test
    void everyWriteOf64ThreadsIsThereWhenItReturns() throws Exception {
        Links links = new Links(store, Clock.systemUTC());
        List<Callable<Boolean>> tasks = IntStream.range(0, 64).<Callable<Boolean>>mapToObj(thread -> () -> {
            for (int i = 0; i < 20; i++) {
                String id = thread + "-" + i;
                Change change = links.begin("priority-vote", whole(id), "KEY-" + id, "hash");
                if (!change.equals(new Change(change.id(), "hash", change.since(), true))) {
                    return false;
                }
                links.delivered("priority-vote", whole(id), "KEY-" + id, "initiative-" + id, "hash", null);
            }
            return true;
        }).toList();
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        store.flush();

        assertThat(links.count("priority-vote")).isEqualTo(64 * 20);
        links.forEachChunk("priority-vote", 100, chunk -> assertThat(chunk).allMatch(link -> link.holds("hash")));
    }

    @Test
    void aFullQueueHoldsTheCallerBackAndLosesNothing() {
        CountDownLatch full = new CountDownLatch(1);
        store.enqueue(t -> await().until(() -> full.getCount() == 0));
        Thread producer = new Thread(() -> IntStream.range(0, 12_000).forEach(i ->
                store.enqueue(t -> t.batch("lease/row-" + i, INSERT, "row-" + i, "x", 1L))));
        producer.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> producer.getState() == Thread.State.TIMED_WAITING);
        full.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> !producer.isAlive());

        assertThat(rows(store)).hasSize(12_000);
    }

    @Test
    void worksOfOneThreadAreCommittedInTheirOrder() {
        for (int i = 0; i < 2000; i++) {
            long value = i;
            store.enqueue(t -> t.batch("lease/a", "INSERT INTO jira_sync_lease (sync, owner, until) VALUES (?, ?, ?)"
                    + " ON CONFLICT (sync) DO UPDATE SET until = excluded.until", "a", "x", value));
            store.enqueue(t -> t.batch("lease/a", "UPDATE jira_sync_lease SET owner = ? WHERE sync = ? AND until = ?",
                    "owner-" + value, "a", value));
        }

        List<String> owners = store.read(c ->
                Transaction.query(c, "SELECT owner FROM jira_sync_lease", row -> row.getString(1)));
        assertThat(owners).containsExactly("owner-1999");
    }

    private Database open(String databaseUrl) throws Exception {
        return backend == Backend.SQLITE ? new SqliteDatabase(databaseUrl) : new PostgresDatabase(databaseUrl, null, null);
    }
}
