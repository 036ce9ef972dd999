package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.cameljirasync.sandbox.Sandbox;

/** The program in a folder and an environment of its own. */
final class Cli {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private boolean interactive;
    private Keyboard keyboard = Keyboard.NOBODY;

    /** What a command left behind. */
    record Outcome(int status, String out, String err) {

        String all() {
            return out + err;
        }
    }

    /** Without any setting but the place of the state store. */
    Cli(Path folder) {
        this.folder = folder;
        environment.put("STATE_URL", "jdbc:sqlite:" + database());
        environment.put("MANAGEMENT_ENABLED", "false");
        environment.put("SYNC_RETRIES", "0");
    }

    /** With all that leads to a sandbox, at no pace. */
    Cli(Path folder, Sandbox sandbox) {
        this(folder);
        environment.putAll(sandbox.environment());
        environment.put("JIRA_REQUESTS_PER_SECOND", "0");
        environment.put("PRIORITY_VOTE_REQUESTS_PER_SECOND", "0");
    }

    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Cli without(String variable) {
        environment.remove(variable);
        return this;
    }

    Cli atTerminal() {
        interactive = true;
        return this;
    }

    /** A terminal at which somebody types. */
    Cli atTerminal(Keyboard person) {
        keyboard = person;
        return atTerminal();
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The state store, unless another one was set. */
    Path database() {
        return folder.resolve("state.db");
    }

    Shell shell(PrintWriter out, PrintWriter err) {
        return new Shell(folder, environment, out, err, interactive, keyboard);
    }

    Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = CamelJiraSync.execute(shell(new PrintWriter(out, true), new PrintWriter(err, true)), arguments);
        return new Outcome(status, out.toString(), err.toString());
    }
}
