package io.github.cameljirasync.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.cameljirasync.run.Run;
import io.github.cameljirasync.run.RunRequest;
import io.github.cameljirasync.sandbox.priorityvote.Initiative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A second sync is a copy of the first one's file, changed as docs/editing-routes.md says. */
class SecondSyncTest extends SyncTest {

    @BeforeEach
    void copyTheRoutesAndAddASync() throws IOException {
        Path routes = Path.of("routes");
        try (Stream<Path> files = Files.walk(routes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("routes").resolve(routes.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        String first = Files.readString(routes.resolve("jira-to-priority-vote.camel.yaml"));
        Files.writeString(folder.resolve("routes/bugs-to-priority-vote.camel.yaml"), first
                .replace("id: jira-to-priority-vote", "id: bugs-to-priority-vote")
                .replace("jira-sync-removal-priority-vote", "jira-sync-removal-bugs")
                .replace("jira-sync-presence-priority-vote", "jira-sync-presence-bugs")
                .replace("nodePrefixId: priority-vote-", "nodePrefixId: bugs-")
                .replace("\\\\s*priority-vote\\\\s*", "\\\\s*bugs\\\\s*")
                .replace("sync: priority-vote\n", "sync: bugs\n")
                .replaceFirst("jql: .*", "jql: project = OPS"));
        sandbox().issues().addProject("OPS", "Operations");
        sandbox().issues().add("OPS", issue -> issue.summary("Of the second sync"));
        sync().add("Of the first sync");
    }

    @Test
    void both_syncs_run_each_with_its_own_filter() {
        sync().with("sync.enabled", "priority-vote, bugs");

        Run first = sync().bundle().run("priority-vote", RunRequest.tick());
        Run second = sync().bundle().run("bugs", RunRequest.tick());

        assertThat(List.of(counts(first).created(), counts(second).created())).containsExactly(1L, 1L);
        assertThat(sandbox().initiatives().all()).extracting(Initiative::title)
                .containsExactlyInAnyOrder("Of the first sync", "Of the second sync");
    }

    @Test
    void what_is_gone_from_one_filter_is_archived_by_its_sync() {
        sync().with("sync.enabled", "priority-vote, bugs");
        sync().bundle().run("priority-vote", RunRequest.tick());
        sync().bundle().run("bugs", RunRequest.tick());
        sandbox().issues().delete("OPS-1");

        Run first = sync().bundle().run("priority-vote", new RunRequest(true, false, 0, true));
        Run second = sync().bundle().run("bugs", new RunRequest(true, false, 0, true));

        assertThat(List.of(counts(first).archived(), counts(second).archived())).containsExactly(0L, 1L);
        assertThat(sync().initiative("OPS-1").archived()).isTrue();
    }

    @Test
    void a_sync_that_is_not_enabled_is_not_built() {
        assertThat(sync().bundle().syncs()).containsExactly("priority-vote");
    }
}
