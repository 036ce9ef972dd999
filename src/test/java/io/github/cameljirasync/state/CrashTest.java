package io.github.cameljirasync.state;

import static io.github.cameljirasync.state.IssuePart.whole;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Backend.class)
@Timeout(120)
class CrashTest {

    @Parameter
    Backend backend;
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 5000})
    void everythingThatHadReturnedIsThereAfterAKill(int lines) throws Exception {
        String url = backend.freshUrl(folder);
        List<String> acknowledged = new ArrayList<>();
        try (ChildJvm child = new ChildJvm(BusyWriter.class, url, "0")) {
            acknowledged.addAll(child.lines(lines));
            child.kill();
            acknowledged.addAll(child.lines(Integer.MAX_VALUE));
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(lines);
        assertEverythingIsThere(url, acknowledged);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 700})
    void everythingThatHadReturnedIsThereAfterAHalt(int writes) throws Exception {
        String url = backend.freshUrl(folder);
        List<String> acknowledged;
        try (ChildJvm child = new ChildJvm(BusyWriter.class, url, String.valueOf(writes))) {
            acknowledged = child.lines(Integer.MAX_VALUE);
            assertThat(child.await()).isEqualTo(9);
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(writes);
        assertEverythingIsThere(url, acknowledged);
    }

    private void assertEverythingIsThere(String url, List<String> acknowledged) {
        Map<String, String> begun = new HashMap<>();
        for (String line : acknowledged) {
            String[] words = line.split(" ");
            // the kill may have cut the last line
            if (words.length == 3 && words[2].length() == 36) {
                begun.put(words[1], words[2]);
            }
        }
        try (StateStore store = new StateStore(url, null, null)) {
            if (backend == Backend.SQLITE) {
                List<String> integrity = store.read(c ->
                        Transaction.query(c, "PRAGMA integrity_check", row -> row.getString(1)));
                assertThat(integrity).containsExactly("ok");
            }
            Links links = new Links(store, Clock.systemUTC());
            Map<IssuePart, Link> found = links.find("priority-vote", begun.keySet());
            assertThat(found).containsOnlyKeys(begun.keySet().stream().map(IssuePart::whole).toList());
            assertThat(found.values()).allSatisfy(link -> {
                if (link.targetId() == null) {
                    assertThat(link.change().id()).isEqualTo(begun.get(link.issueId()));
                    assertThat(link.change().payloadHash()).isEqualTo("hash-" + link.issueId());
                } else {
                    assertThat(link.holds("hash-" + link.issueId())).isTrue();
                }
            });
            String unfinished = found.values().stream().filter(link -> link.change() != null)
                    .map(Link::issueId).findFirst().orElse(null);
            if (unfinished != null) {
                Change again = links.begin("priority-vote", whole(unfinished), "KEY-" + unfinished, "hash-" + unfinished);
                assertThat(again.fresh()).isFalse();
                assertThat(again.id()).isEqualTo(begun.get(unfinished));
            }
        }
    }
}
