package io.github.cameljirasync.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command knows of the world around it; tests give it one of their own.
 *
 * @param folder      the folder that may hold {@code application.properties}, {@code routes} and {@code kamelets}
 * @param environment the environment variables
 * @param out         for results
 * @param err         for everything else
 * @param interactive whether a person watches {@code err} on a terminal
 * @param keyboard    what that person answers
 */
public record Shell(Path folder, Map<String, String> environment, PrintWriter out, PrintWriter err,
        boolean interactive, Keyboard keyboard) {

    /** A shell in which nobody answers. */
    public Shell(Path folder, Map<String, String> environment, PrintWriter out, PrintWriter err, boolean interactive) {
        this(folder, environment, out, err, interactive, Keyboard.NOBODY);
    }

    /** The shell that this process was started from. */
    public static Shell ofProcess() {
        Charset charset = System.console() == null ? Charset.defaultCharset() : System.console().charset();
        return new Shell(Path.of(""), System.getenv(),
                new PrintWriter(new OutputStreamWriter(System.out, charset), true),
                new PrintWriter(new OutputStreamWriter(System.err, charset), true), System.console() != null,
                Keyboard.ofProcess());
    }
}
