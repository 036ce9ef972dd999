package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunedJvmTest {

    private static final List<String> NO_VARIABLES = Arrays.asList(null, null, null);

    @Test
    void our_options_come_first_and_everything_else_stays_as_it_was() {
        assertThat(TunedJvm.commandLine(started("-Xmx128m", "-XX:+HeapDumpOnOutOfMemoryError", "-jar", "a b.jar", "once", ""),
                NO_VARIABLES)).contains(List.of("/usr/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Dcamel-jira-sync.jvm=tuned", "-Xmx128m", "-XX:+HeapDumpOnOutOfMemoryError", "-jar", "a b.jar", "once", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseZGC", "-XX:+UseG1GC", "-XX:-UseParallelGC", "-XX:-TieredCompilation",
        "-XX:TieredStopAtLevel=3", "-XX:CompileThreshold=1", "-Xint", "-javaagent:apm.jar", "@options",
        "-agentlib:jdwp=transport=dt_socket,server=y", "-XX:Flags=.hotspotrc"})
    void who_chooses_a_compiler_a_collector_or_an_agent_keeps_the_choice(String option) {
        assertThat(TunedJvm.commandLine(started(option, "-jar", "a.jar"), NO_VARIABLES)).isEmpty();
        assertThat(TunedJvm.commandLine(started("-jar", "a.jar"), Arrays.asList("-Xmx1g " + option, null, null))).isEmpty();
    }

    @Test
    void a_command_line_that_is_too_long_for_the_system_to_tell_is_left_alone() {
        assertThat(TunedJvm.commandLine(started(), NO_VARIABLES)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_program_goes_on_under_its_process_id_with_our_options(@TempDir Path folder) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                CamelJiraSync.class.getName(), "demo", "--issues", "10").directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        Process program = builder.start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> commandLine(program).contains("-XX:+UseSerialGC"));
            assertThat(program.isAlive()).isTrue();
            assertThat(commandLine(program)).endsWith(CamelJiraSync.class.getName(), "demo", "--issues", "10");
        } finally {
            program.destroy();
        }
        assertThat(program.waitFor()).isIn(0, 143);
    }

    private static List<String> commandLine(Process program) throws IOException {
        return program.info().arguments().map(List::of).orElse(List.of());
    }

    private static ProcessHandle.Info started(String... arguments) {
        return new ProcessHandle.Info() {
            @Override
            public Optional<String> command() {
                return Optional.of("/usr/bin/java");
            }

            @Override
            public Optional<String> commandLine() {
                return Optional.empty();
            }

            @Override
            public Optional<String[]> arguments() {
                return arguments.length == 0 ? Optional.empty() : Optional.of(arguments);
            }

            @Override
            public Optional<Instant> startInstant() {
                return Optional.empty();
            }

            @Override
            public Optional<Duration> totalCpuDuration() {
                return Optional.empty();
            }

            @Override
            public Optional<String> user() {
                return Optional.empty();
            }
        };
    }
}
