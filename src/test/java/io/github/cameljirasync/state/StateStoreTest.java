package io.github.cameljirasync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StateStoreTest extends StoreTest {

    @Test
    void aReadSeesEverythingEnqueuedBefore() {
        for (int i = 0; i < 500; i++) {
            String name = "row-" + i;
            store.enqueue(insert(name));
            assertThat(rows(store)).contains(name);
        }
    }

    @Test
    void anEnqueuedWorkIsCommittedAfterAFlushForEveryOtherStore() {
        store.enqueue(insert("a"));
        store.flush();

        try (StateStore other = new StateStore(url, null, null)) {
            assertThat(rows(other)).containsExactly("a");
        }
    }

    @Test
    void aFlushOfAStoreThatWasNeverUsedDoesNotOpenIt() {
        Path file = folder.resolve("unused").resolve("state.db");
        try (StateStore unused = new StateStore("jdbc:sqlite:" + file, null, null)) {
            unused.flush();
        }

        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aFailingWriteFailsAloneAndLeavesNothingOfItsOwn() {
        assertThatThrownBy(() -> store.write(t -> {
            t.update(INSERT, "half", "x", 1L);
            BROKEN.run(t);
        })).isInstanceOf(StateStoreException.class).hasMessageContaining("state.url").hasMessageContaining("no_such_table");
        store.write(insert("b"));

        assertThat(rows(store)).containsExactly("b");
    }

    @Test
    void anExceptionOfTheWorkItselfReachesTheCaller() {
        assertThatThrownBy(() -> store.write(t -> {
            throw new IllegalArgumentException("mine");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("mine");
        assertThatThrownBy(() -> store.write(t -> {
            throw new AssertionError("mine");
        })).hasMessageContaining("mine");
        store.write(insert("b"));

        assertThat(rows(store)).containsExactly("b");
    }

    @Test
    void anInterruptedThreadStillLearnsThatItsWriteIsDurableAndStaysInterrupted() throws Exception {
        store.open();
        AtomicBoolean written = new AtomicBoolean();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            store.enqueue(insert("a"));
            store.write(insert("b"));
            store.flush();
            written.set(true);
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        thread.join();

        assertThat(written).isTrue();
        assertThat(stillInterrupted).isTrue();
        assertThat(rows(store)).containsExactly("a", "b");
    }

    @Test
    void twoStoresWriteToOneDatabaseInTurns() {
        try (StateStore other = new StateStore(url, null, null)) {
            for (int i = 0; i < 50; i++) {
                store.write(insert("mine-" + i));
                other.write(insert("theirs-" + i));
            }
            assertThat(rows(store)).hasSize(100).isEqualTo(rows(other));
        }
    }

    @Test
    void closingCommitsWhatIsEnqueued() {
        IntStream.range(0, 3000).forEach(i -> store.enqueue(insert("row-" + i)));
        store.close();
        store.close();

        try (StateStore again = new StateStore(url, null, null)) {
            assertThat(rows(again)).hasSize(3000);
        }
    }

    @Test
    void aClosedStoreRefusesEverything() {
        store.open();
        store.close();

        assertThatIllegalStateException().isThrownBy(() -> store.write(insert("a"))).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> store.enqueue(insert("a"))).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> rows(store)).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(store::open).withMessageContaining("closed");
    }

    @Test
    void aWorkThatCallsItsOwnStoreIsRefusedInsteadOfWaitingForItself() {
        assertThatIllegalStateException().isThrownBy(() -> store.write(t -> store.write(insert("a"))))
                .withMessageContaining("must not call");
    }
}
