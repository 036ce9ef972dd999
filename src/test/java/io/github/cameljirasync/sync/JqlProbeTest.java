package io.github.cameljirasync.sync;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
class JqlProbeTest extends SyncTest {
    @ParameterizedTest
    @ValueSource(strings = {"x % y", "x %41 y", "x & y", "x&y=z", "x+y", "x + y", "x #1 y", "x ? y", "a=b", "ä", "${x}", "a\\\\b", "RAW(x)"})
    void probe(String text) {
        sync().with("jira.jql", "project = SHOP AND summary !~ \"" + text + "\"").addMany(1);
        var run = sync().once();
        System.err.println("PROBE " + text + " -> " + run.outcome() + " " + run.reason() + " " + sandbox().requests().matching(r -> r.path().contains("search")).stream().map(r -> r.body()).toList());
    }
}
