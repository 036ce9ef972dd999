package io.github.cameljirasync.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.management.JMException;
import javax.management.ObjectName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the JVM from optimising a program that mostly waits for HTTP: in a first sync of 20,000 issues, a third of the
 * processor time goes to HotSpot's optimising compiler, for code that has ended before it pays. A jar can't carry JVM
 * options, so this does at run time about what {@code -XX:TieredStopAtLevel=1} does on the command line. See
 * {@code docs/decisions.md}.
 */
final class QuickCompiler {

    private static final Logger LOG = LoggerFactory.getLogger(QuickCompiler.class);
    /** Of several that match, the first holds. Only compiled thus, hashes use the processor's own instructions. */
    private static final String DIRECTIVES = """
            [{match: ["sun/security/provider/DigestBase.*", "sun/security/provider/SHA2.implCompress"], c2: {Exclude: false}},
             {match: ["*.*"], c2: {Exclude: true}}]
            """;

    private QuickCompiler() {
    }

    /** Starts to work in the background; does nothing on a JVM that has no such switch. */
    static void use() {
        Thread thread = new Thread(QuickCompiler::excludeOptimisingCompiler, "quick-compiler");
        thread.setDaemon(true);
        thread.start();
    }

    private static void excludeOptimisingCompiler() {
        try {
            Path file = Files.createTempFile("directives", ".json");
            try {
                Files.writeString(file, DIRECTIVES);
                ManagementFactory.getPlatformMBeanServer().invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"), "compilerDirectivesAdd",
                        new Object[] {new String[] {file.toString()}}, new String[] {String[].class.getName()});
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException e) {
            LOG.debug("This JVM keeps its optimising compiler", e);
        }
    }
}
