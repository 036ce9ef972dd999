package io.github.cameljirasync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule can fail: it finds in its broken samples what the file expected.txt beside them says, and no more. */
class LintRuleTest {

    private static final Path SAMPLES = Path.of("src", "test", "resources", "bundle-lint");

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void a_rule_names_file_line_node_and_reason_of_every_broken_sample(LintRule rule) throws IOException {
        Path folder = SAMPLES.resolve(rule.sampleFolder());
        List<String> expected = Files.readAllLines(folder.resolve("expected.txt"));
        String prefix = folder.toString().replace('\\', '/') + "/";

        assertThat(expected).isNotEmpty();
        assertThat(rule.broken(Bundle.read(folder))).map(finding -> finding.replace(prefix, "")).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void a_rule_finds_nothing_in_the_good_sample(LintRule rule) {
        assertThat(rule.broken(Bundle.read(SAMPLES.resolve("good")))).isEmpty();
    }
}
