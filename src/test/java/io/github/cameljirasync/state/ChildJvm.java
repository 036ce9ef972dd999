package io.github.cameljirasync.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own, with the class path of the test, that may be killed at any moment. */
public final class ChildJvm implements AutoCloseable {

    /** Holds the class path: as an argument, it would make the command line too long to be shown. */
    public static final String CLASS_PATH = "CLASSPATH";

    private final Process process;
    private final BufferedReader output;

    ChildJvm(Class<?> main, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(main, arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(CLASS_PATH, System.getProperty("java.class.path"));
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @return how a short-lived JVM is started that has the class path in {@link #CLASS_PATH} */
    public static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** @return the next so many lines that it prints, fewer when it ends before */
    List<String> lines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = output.readLine();
            if (line == null) {
                break;
            }
            lines.add(line);
        }
        return lines;
    }

    /** Ends the process as {@code kill -9} does; what it has printed can still be read. */
    void kill() {
        // the handle, as the process itself would close its output too
        process.toHandle().destroyForcibly();
    }

    /** @return its exit status */
    int await() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("The child process does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        process.waitFor();
        output.close();
    }
}
