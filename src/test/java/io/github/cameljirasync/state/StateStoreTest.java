package io.github.cameljirasync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Backend.class)
@Timeout(60)
class StateStoreTest {

    private static final String INSERT = "INSERT INTO jira_sync_lease (sync, owner, until) VALUES (?, ?, ?)";
    private static final SqlWork BROKEN = t -> t.update("INSERT INTO no_such_table (x) VALUES (?)", 1L);

    @Parameter
    Backend backend;
    @TempDir
    Path folder;
    private String url;
    private StateStore store;

    @BeforeEach
    void open() throws SQLException {
        url = backend.freshUrl(folder);
        store = new StateStore(url, null, null);
    }

    @AfterEach
    void close() {
        store.close();
    }

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

    private static SqlWork insert(String name) {
        return t -> t.update(INSERT, name, "x", 1L);
    }

    private static List<String> rows(StateStore store) {
        return new ArrayList<>(store.read(c ->
                Transaction.query(c, "SELECT sync FROM jira_sync_lease ORDER BY sync", row -> row.getString(1))));
    }
}
