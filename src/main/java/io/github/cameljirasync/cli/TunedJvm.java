package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import org.slf4j.LoggerFactory;

/**
 * Gives the standalone program the JVM options that a jar can't carry. A mirror mostly waits for HTTP, and its first sync
 * ends before HotSpot's optimising compiler and a collector with threads of its own have paid for themselves: without
 * them it takes a third less processor time. So the program starts by putting itself, under the same process id and with
 * the same command line, in the place of the JVM that it was started in ({@code execv}). It does nothing where somebody has
 * chosen options, and where the system has no such call. See {@code docs/decisions.md}.
 */
final class TunedJvm {

    private static final String DONE = "camel-jira-sync.jvm";
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-D" + DONE + "=tuned");
    /** What the launcher and the JVM read options from, beside the command line. */
    private static final List<String> VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");
    /** Somebody's own choice of a compiler or a collector, or an agent, which may hold a port. */
    private static final Pattern OWN_CHOICE = Pattern.compile(
            "-XX:([+-]Use\\w+GC|.*Tiered.*|Compil.*|Flags=.*|VMOptionsFile=.*)|-Xint|-Xcomp|-(agent|javaagent|Xrun|Xdebug).*|@.*");

    /** The system call; returns only when it fails. */
    interface Exec extends Library {
        int execv(String program, String[] arguments) throws LastErrorException;
    }

    private TunedJvm() {
    }

    /** Begins the program anew, so that it does not return; returns where there is nothing to gain. */
    static void use() {
        if (System.getProperty(DONE) == null && "Linux".equals(System.getProperty("os.name"))) {
            ProcessHandle.Info self = ProcessHandle.current().info();
            commandLine(self, VARIABLES.stream().map(System::getenv).toList()).ifPresent(TunedJvm::become);
        }
    }

    /**
     * @param self      this process
     * @param variables contents of environment variables that hold options; each may be null
     * @return the command line with our options; empty where it is not known or somebody has chosen
     */
    static Optional<List<String>> commandLine(ProcessHandle.Info self, List<String> variables) {
        if (self.command().isEmpty() || self.arguments().isEmpty()) {
            return Optional.empty();
        }
        List<String> arguments = List.of(self.arguments().get());
        Stream<String> chosen = Stream.concat(arguments.stream(),
                variables.stream().filter(Objects::nonNull).flatMap(variable -> Stream.of(variable.split("\\s+"))));
        if (chosen.anyMatch(OWN_CHOICE.asMatchPredicate())) {
            return Optional.empty();
        }
        List<String> line = new ArrayList<>();
        line.add(self.command().get());
        line.addAll(OPTIONS);
        line.addAll(arguments);
        return Optional.of(line);
    }

    private static void become(List<String> commandLine) {
        try {
            Native.load("c", Exec.class).execv(commandLine.get(0), commandLine.toArray(String[]::new));
        } catch (LastErrorException | LinkageError e) {
            // not before: a program that is about to be replaced needs no logging
            LoggerFactory.getLogger(TunedJvm.class).debug("This JVM goes on with the options that it has", e);
        }
    }
}
