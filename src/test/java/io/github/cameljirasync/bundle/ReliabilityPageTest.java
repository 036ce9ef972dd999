package io.github.cameljirasync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Each promise of docs/reliability.md names tests that exist. */
class ReliabilityPageTest {

    private static final Pattern PROOF = Pattern.compile("`([a-z]+\\.[A-Z]\\w*Test)\\.(\\w+)`");
    private static final List<Class<? extends Annotation>> KINDS = List.of(Test.class, ParameterizedTest.class, Property.class);
    private static final Path PAGE = Path.of("docs/reliability.md");

    @Test
    void every_test_that_is_named_exists() throws IOException {
        assertThat(proofs()).hasSizeGreaterThan(40).allMatch(ReliabilityPageTest::exists);
    }

    @Test
    void every_promise_has_a_proof() throws IOException {
        assertThat(Files.readAllLines(PAGE)).filteredOn(line -> line.startsWith("| ") && !line.startsWith("| promise"))
                .isNotEmpty().allMatch(line -> PROOF.matcher(line).find());
    }

    private static List<String> proofs() throws IOException {
        return PROOF.matcher(Files.readString(PAGE)).results().map(MatchResult::group).toList();
    }

    private static boolean exists(String proof) {
        String name = proof.replace("`", "");
        int dot = name.lastIndexOf('.');
        try {
            Class<?> test = Class.forName("io.github.cameljirasync." + name.substring(0, dot), false,
                    ReliabilityPageTest.class.getClassLoader());
            return Arrays.stream(test.getDeclaredMethods()).anyMatch(method -> method.getName().equals(name.substring(dot + 1))
                    && KINDS.stream().anyMatch(method::isAnnotationPresent));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
