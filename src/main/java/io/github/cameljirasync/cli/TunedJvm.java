package io.github.cameljirasync.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
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
 * the same command line, in the place of the JVM that it was started in ({@code execv}). Where the build has left a class data
 * archive beside the jar, it starts in half the time with it. It does nothing where somebody has
 * chosen options, and where the system has no such call. See {@code docs/decisions.md}.
 */
final class TunedJvm {

    private static final String JAR = ".jar";
    private static final String DONE = "camel-jira-sync.jvm";
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-D" + DONE + "=tuned");
    /** A JVM that can't use the archive says so and goes on without; it is to go on without a word. */
    private static final List<String> QUIETLY = List.of("-Xshare:auto", "-Xlog:cds*=off", "-Xlog:class+path=off");
    /** What the launcher and the JVM read options from, beside the command line. */
    private static final List<String> VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");
    /**
     * Somebody's own choice of a compiler or a collector; or an agent, remote management or a flight recording, which may
     * hold a port or a folder that the new JVM would find taken.
     */
    private static final Pattern OWN_CHOICE = Pattern.compile("-XX:([+-]Use\\w+GC|.*Tiered.*|Compil.*|Flags=.*|VMOptionsFile=.*"
            + "|.*FlightRecord.*)|-Xint|-Xcomp|-(agent|javaagent|Xrun|Xdebug|Dcom\\.sun\\.management\\.).*|@.*");
    /** Byte by byte, so that no argument changes whatever the locale is. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /** The system call; returns only when it fails. */
    interface Exec extends Library {
        int execv(String program, String[] arguments) throws LastErrorException;
    }

    private TunedJvm() {
    }

    /** Begins the program anew, so that it does not return; returns where there is nothing to gain. */
    static void use() {
        if (System.getProperty(DONE) == null && "Linux".equals(System.getProperty("os.name"))) {
            try {
                begin();
            } catch (IOException | LastErrorException | LinkageError e) {
                // not before: a program that is about to be replaced needs no logging
                LoggerFactory.getLogger(TunedJvm.class).debug("This JVM goes on with the options that it has", e);
            }
        }
    }

    private static void begin() throws IOException {
        Optional<String> program = ProcessHandle.current().info().command();
        if (program.isPresent()) {
            String own = Files.readString(Path.of("/proc/self/cmdline"), BYTES);
            commandLine(program.get(), own, VARIABLES.stream().map(System::getenv).toList(),
                    archiveBeside(System.getProperty("java.class.path"))).ifPresent(TunedJvm::become);
        }
    }

    /** The classes of the program as a JVM keeps them in memory, beside its jar; empty where there are none. */
    static Optional<Path> archiveBeside(String classPath) {
        return Optional.of(classPath).filter(path -> path.endsWith(JAR) && !path.contains(File.pathSeparator))
                .map(path -> Path.of(path.substring(0, path.length() - JAR.length()) + ".jsa")).filter(Files::isReadable);
    }

    /**
     * @param program   the launcher of this JVM
     * @param own       its command line, each argument with a NUL behind it
     * @param variables contents of environment variables that hold options; each may be null
     * @param archive   a class data archive; empty for none
     * @return the command line with our options; empty where it is not known or somebody has chosen
     */
    static Optional<List<String>> commandLine(String program, String own, List<String> variables, Optional<Path> archive) {
        List<String> all = List.of(own.split("\0", -1));
        if (all.size() < 3) {
            return Optional.empty();
        }
        // without the launcher, and what is behind the last NUL
        List<String> arguments = all.subList(1, all.size() - 1);
        Stream<String> chosen = Stream.concat(arguments.stream(),
                variables.stream().filter(Objects::nonNull).flatMap(variable -> Stream.of(variable.split("\\s+"))));
        if (chosen.anyMatch(OWN_CHOICE.asMatchPredicate())) {
            return Optional.empty();
        }
        List<String> line = new ArrayList<>();
        line.add(inBytes(program));
        line.addAll(OPTIONS);
        archive.ifPresent(file -> {
            line.add("-XX:SharedArchiveFile=" + inBytes(file.toString()));
            line.addAll(QUIETLY);
        });
        line.addAll(arguments);
        return Optional.of(line);
    }

    /** A path as the bytes that the system knows it by. */
    private static String inBytes(String path) {
        return new String(path.getBytes(Charset.forName(System.getProperty("sun.jnu.encoding"))), BYTES);
    }

    private static void become(List<String> commandLine) {
        Logger jna = Logger.getLogger("com.sun.jna");
        // where there is no folder that it could use, it would tell so with a stack trace
        jna.setLevel(Level.OFF);
        Native.load(Exec.class, Map.of(Library.OPTION_STRING_ENCODING, BYTES.name()))
                .execv(commandLine.get(0), commandLine.toArray(String[]::new));
    }
}
