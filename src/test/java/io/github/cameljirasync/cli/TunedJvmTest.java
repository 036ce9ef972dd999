package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunedJvmTest {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final List<String> NO_VARIABLES = Arrays.asList(null, null, null);

    @Test
    void our_options_come_first_and_everything_else_stays_as_it_was() {
        assertThat(commandLine("-Xmx128m", "-XX:+HeapDumpOnOutOfMemoryError", "-jar", "a b.jar", "once", "", ""))
                .contains(List.of("/usr/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-Dcamel-jira-sync.jvm=tuned", "-Xmx128m", "-XX:+HeapDumpOnOutOfMemoryError", "-jar", "a b.jar", "once",
                        "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseZGC", "-XX:+UseG1GC", "-XX:-UseParallelGC", "-XX:-TieredCompilation",
        "-XX:TieredStopAtLevel=3", "-XX:CompileThreshold=1", "-Xint", "-javaagent:apm.jar", "@options",
        "-agentlib:jdwp=transport=dt_socket,server=y", "-XX:Flags=.hotspotrc", "-Dcom.sun.management.jmxremote.port=9010",
        "-XX:StartFlightRecording=filename=a.jfr"})
    void who_chooses_a_compiler_a_collector_or_what_holds_a_port_keeps_the_choice(String option) {
        assertThat(commandLine(option, "-jar", "a.jar")).isEmpty();
        assertThat(TunedJvm.commandLine("java", "java\0-jar\0a.jar\0", Arrays.asList("-Xmx1g " + option, null, null),
                Optional.empty())).isEmpty();
    }

    @Test
    void the_classes_that_the_build_has_archived_beside_the_jar_are_used(@TempDir Path folder) throws IOException {
        String jar = folder.resolve("camel-jira-sync.jar").toString();
        assertThat(TunedJvm.archiveBeside(jar)).isEmpty();
        Path archive = Files.createFile(folder.resolve("camel-jira-sync.jsa"));

        assertThat(TunedJvm.archiveBeside(jar)).contains(archive);
        assertThat(TunedJvm.archiveBeside(folder + "/classes:" + jar)).isEmpty();
        assertThat(TunedJvm.commandLine("java", "java\0-jar\0" + jar + '\0', NO_VARIABLES, Optional.of(archive)).orElseThrow())
                .contains("-XX:SharedArchiveFile=" + archive).endsWith("-jar", jar);
    }

    @Test
    void a_system_that_does_not_tell_the_command_line_is_left_alone() {
        assertThat(TunedJvm.commandLine("/usr/bin/java", "", NO_VARIABLES, Optional.empty())).isEmpty();
        assertThat(commandLine()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {4095, 4096, 4097, 20_000})
    @EnabledOnOs(OS.LINUX)
    void no_argument_is_lost_or_changed_however_long_the_command_line_is(int length, @TempDir Path folder) throws Exception {
        Path output = folder.resolve("out");
        List<String> line = new ArrayList<>(List.of(JAVA, CamelJiraSync.class.getName(), "fields"));
        line.add("ü".repeat(5) + "y".repeat(length - 1 - 10 - line.stream().mapToInt(argument -> argument.length() + 1).sum()));
        line.addAll(List.of("", "last"));

        Process program = start(line, folder, output);

        assertThat(program.waitFor()).isEqualTo(2);
        assertThat(output).content().contains("Unmatched arguments from index 2: '', 'last'");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_program_goes_on_under_its_process_id_with_our_options(@TempDir Path folder) throws Exception {
        Process program = start(List.of(JAVA, CamelJiraSync.class.getName(), "demo", "--issues", "10"), folder,
                folder.resolve("out"));
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

    private static Optional<List<String>> commandLine(String... arguments) {
        String own = Stream.concat(Stream.of("java"), Stream.of(arguments)).map(argument -> argument + '\0')
                .collect(Collectors.joining());
        return TunedJvm.commandLine("/usr/bin/java", own, NO_VARIABLES, Optional.empty());
    }

    private static Process start(List<String> line, Path folder, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        return builder.start();
    }
}
