package io.github.cameljirasync.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunCounts;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.SandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with one sync on a fresh state store; when it ends, the sync must have kept its manners. */
abstract class SyncTest {

    @TempDir
    Path folder;
    private SyncFixture sync;

    /** The sync of this test, on a Jira Cloud with all defaults unless another one was made before. */
    SyncFixture sync() {
        return sync == null ? sync(new SandboxOptions()) : sync;
    }

    SyncFixture sync(SandboxOptions options) {
        sync = new SyncFixture(folder, options);
        return sync;
    }

    Sandbox sandbox() {
        return sync().sandbox();
    }

    static RunCounts counts(Run run) {
        return run.counts(Clock.systemUTC().instant());
    }

    @AfterEach
    void endSync() throws IOException {
        if (sync != null) {
            sync.close();
            sync.forgetState();
            sync = null;
        }
    }
}
