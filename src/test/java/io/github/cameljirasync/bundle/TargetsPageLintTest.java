package io.github.cameljirasync.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.github.cameljirasync.sync.TargetsPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of docs/targets.md keep the rules of the project's own, together with them. */
class TargetsPageLintTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @EnumSource(LintRule.class)
    void the_files_of_the_page_keep_every_rule(LintRule rule) throws IOException {
        List<Path> files = TargetsPage.writeTo(folder);
        Bundle bundle = Bundle.read(folder.resolve("routes"), folder.resolve("kamelets"),
                Path.of("src", "main", "resources", "kamelets"));

        assertThat(rule.broken(bundle)).filteredOn(finding -> files.stream().anyMatch(file -> finding.contains(file.toString())))
                .isEmpty();
    }

    @Test
    void the_example_is_small() throws IOException {
        TargetsPage.writeTo(folder);

        assertThat(Bundle.read(folder).files()).filteredOn(file -> file.name().contains("tracker"))
                .singleElement().satisfies(file -> assertThat(file.text().lines().count()).isLessThanOrEqualTo(90));
    }
}
