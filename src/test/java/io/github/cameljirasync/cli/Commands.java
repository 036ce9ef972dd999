package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.github.cameljirasync.sandbox.Sandbox;

/** Commands in a folder, with the settings that lead to a sandbox and no pace. */
final class Commands {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /** What a command printed, and its exit status. */
    record Result(int status, String out, String err) {
    }

    Commands(Path folder, Sandbox sandbox) {
        this.folder = folder;
        environment.putAll(sandbox.environment());
        environment.put("MANAGEMENT_ENABLED", "false");
        set("JIRA_REQUESTS_PER_SECOND", "0");
        set("PRIORITY_VOTE_REQUESTS_PER_SECOND", "0");
        set("SYNC_RETRIES", "0");
        set("STATE_URL", "jdbc:sqlite:" + database());
    }

    Path database() {
        return folder.resolve("data").resolve("state.db");
    }

    Commands set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell shell(PrintWriter out, PrintWriter err) {
        return new Shell(folder, Map.copyOf(environment), out, err, false);
    }

    Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = CamelJiraSync.execute(shell(new PrintWriter(out, true), new PrintWriter(err, true)), arguments);
        return new Result(status, out.toString(), err.toString());
    }
}
