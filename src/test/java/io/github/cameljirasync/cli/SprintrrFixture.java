package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sprintrr.TaskStore;
import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The commands of sprintrr against a sandbox of Jira and a database of tasks. */
abstract class SprintrrFixture {

    static final String KEY = "0f".repeat(32);

    @TempDir
    Path folder;
    final Sandbox sandbox = Sandbox.start();
    TaskStore store;

    Cli start(Backend backend) {
        store = new TaskStore(backend, folder);
        sandbox.issues().addProject("SHOP", "Web shop");
        sandbox.issues().addProject("OPS", "Operations");
        return cli(folder, "state");
    }

    Cli cli(Path place, String state) {
        return new Cli(place, sandbox).with("SPRINTRR_DATABASE_URL", store.url()).with("SPRINTRR_OWNER", "tester")
                .with("BYOK_ENCRYPTION_KEY", KEY)
                .with("STATE_URL", "jdbc:sqlite:" + folder.resolve(state + ".db"));
    }

    @AfterEach
    void stop() {
        if (store != null) {
            store.close();
        }
        sandbox.close();
    }

    void addMany(int count) {
        Instant now = Instant.now();
        for (int i = 1; i <= count; i++) {
            int number = i;
            sandbox.issues().add("SHOP", issue -> issue.summary("Issue number " + number)
                    .updated(now.minus(Duration.ofSeconds(count - number))));
        }
    }

    static JsonNode json(Cli.Outcome outcome) throws IOException {
        return new ObjectMapper().readTree(outcome.out().lines().reduce((first, last) -> last).orElse(""));
    }

    static Cli.Outcome imports(Cli cli, String... more) {
        List<String> arguments = new ArrayList<>(List.of("sprintrr", "import", "--jira-project", "SHOP", "--project", "7",
                "--json"));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    /** An import of 300 issues in a process of its own. */
    ProgramProcess process(String name, Cli cli, String state) throws IOException {
        ProgramProcess process = new ProgramProcess(Files.createDirectory(folder.resolve(name)),
                cli.with("STATE_URL", "jdbc:sqlite:" + folder.resolve(state + ".db")).environment());
        process.start("sprintrr", "import", "--jira-project", "SHOP", "--project", "7", "--limit", "300");
        return process;
    }

    /** Lets a person type these answers, and then nothing more. */
    static Deque<String> typing(Cli cli, String... answers) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(answers));
        cli.atTerminal((prompt, visible) -> Optional.ofNullable(left.poll()));
        return left;
    }

    /** Makes the database refuse tasks with this title until {@link #takeAll}. */
    void refuse(Backend backend, String title) {
        store.sql().execute(backend == Backend.POSTGRESQL
                ? "ALTER TABLE tasks ADD CONSTRAINT refused CHECK (title <> '" + title + "')"
                : "CREATE TRIGGER refused BEFORE INSERT ON tasks WHEN NEW.title = '" + title
                        + "' BEGIN SELECT RAISE(ABORT, 'refused'); END");
    }

    void takeAll(Backend backend) {
        store.sql().execute(backend == Backend.POSTGRESQL ? "ALTER TABLE tasks DROP CONSTRAINT refused"
                : "DROP TRIGGER refused");
    }

    static void connect(Cli cli) {
        Cli.Outcome connected = cli.run("sprintrr", "connect");
        assertThat(connected.status()).as(connected.all()).isZero();
    }
}
