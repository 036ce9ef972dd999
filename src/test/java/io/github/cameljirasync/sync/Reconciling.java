package io.github.cameljirasync.sync;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.SandboxOptions;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;

import static org.assertj.core.api.Assertions.assertThat;

/** A test of what a run does that compares all of Jira with all that was delivered. */
abstract class Reconciling extends SyncTest {

    /** What is deleted at the target is another test's. */
    @Override
    SyncFixture sync(SandboxOptions options) {
        return super.sync(options).with("sync.look-ups", "0");
    }

    Run full() {
        return sync().bundle().run(new RunRequest(true, false, 0, true));
    }

    void deleteFirst(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> sandbox().issues().delete("SHOP-" + i));
    }

    void backdateReconcile(Duration age) {
        sync().execute("UPDATE jira_sync_progress SET reconciled_at = " + Instant.now().minus(age).toEpochMilli());
    }

    void assertArchived(String... keys) {
        assertThat(sandbox().initiatives().all()).filteredOn(one -> one.archived())
                .extracting(one -> one.externalRef()).containsExactlyInAnyOrder(keys);
    }

    /** The paths of the requests to Jira so far, without what all of them begin with. */
    List<String> paths() {
        return sandbox().requests().to(RemoteSystem.JIRA).stream()
                .map(request -> request.path().replaceFirst("/rest/api/\\d/", "")).toList();
    }

    void onCensus(int page, Runnable deed) {
        onRequest("\"fields\":[\"updated\"]", page, deed);
    }

    /** Does something when the nth request to Jira whose body holds a text arrives, before it is answered. */
    void onRequest(String text, int nth, Runnable deed) {
        AtomicInteger seen = new AtomicInteger();
        sandbox().faults().add(Fault.latency(Duration.ofMillis(1)).on(RemoteSystem.JIRA).when(call -> {
            if (holds(call, text) && seen.incrementAndGet() == nth) {
                deed.run();
            }
            return false;
        }));
    }

    static boolean holds(Call call, String text) {
        return new String(call.body(), StandardCharsets.UTF_8).contains(text);
    }
}
