package io.github.cameljirasync.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.cameljirasync.state.ChildJvm;

/** The program as a process of its own, which gets signals; for tests outside this package too. */
public final class ProgramProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final Map<String, String> settings;
    private final List<String> launcher = new ArrayList<>();
    private volatile Process process;

    /** @param settings by the names of the properties or of the environment variables */
    public ProgramProcess(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Starts it by way of a shell that does something first, such as {@code ulimit -f 100}. */
    public ProgramProcess after(String shell) {
        launcher.addAll(List.of("/bin/sh", "-c", shell + "; exec \"$0\" \"$@\""));
        return this;
    }

    public void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(ChildJvm.command(CamelJiraSync.class, arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
        builder.environment().put("MANAGEMENT_ENABLED", "false");
        builder.environment().put(ChildJvm.CLASS_PATH, System.getProperty("java.class.path"));
        settings.forEach((name, value) -> builder.environment().put(Setting.variable(name), value));
        process = builder.start();
    }

    /** Sends a signal by its name. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** What anybody on the machine sees of it. */
    public String commandLine() {
        return process.info().commandLine().orElse("");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** @return its exit status */
    public int await() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        return process.exitValue();
    }

    public String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    public String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }
}
