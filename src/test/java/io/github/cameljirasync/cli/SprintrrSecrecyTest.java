package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.github.cameljirasync.state.Backend;
import org.junit.jupiter.api.Test;

/** Where a stored token could be found in clear. */
class SprintrrSecrecyTest extends SprintrrFixture {

    private static final List<String> TABLES = List.of("jira_integrations", "jira_import_jobs", "audit_events",
            "activity_events", "tasks");

    private final String token = "ATATT-marked-" + UUID.randomUUID();
    private final Instant began = Instant.now().minusSeconds(2);

    private Cli marked(Backend backend) {
        Cli cli = start(backend).with("JIRA_TOKEN", token).with("CAMEL_JIRA_SYNC_LOG", "DEBUG");
        sandbox.jiraCredentials().replace(sandbox.email(), token);
        addMany(3);
        return cli;
    }

    private Set<String> secrets() {
        return Set.of(token, KEY, Base64.getEncoder().encodeToString((sandbox.email() + ':' + token)
                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_token_is_in_clear_in_no_output_log_table_file_or_command_line() throws Exception {
        Cli cli = marked(Backend.POSTGRESQL);
        StringBuilder said = new StringBuilder(cli.run("sprintrr", "connect").all());
        cli.without("JIRA_TOKEN");
        assertThat(cli.environment().values()).doesNotContain(token);

        try (ProgramProcess imported = process("import", cli, "state")) {
            said.append(imported.commandLine());
            assertThat(imported.await()).isZero();
        }
        said.append(cli.run("sprintrr", "history").all()).append(imports(cli, "--preview").all())
                .append(cli.with("SYNC_ENABLED", "sprintrr").with("SPRINTRR_PROJECT_ID", "7").run("once").all());

        assertThat(said).contains("--jira-project", "completed", "sprintrr: finished");
        assertThat(secrets()).allSatisfy(secret -> assertThat(said).doesNotContain(secret));
        for (String table : TABLES) {
            assertThat(store.sql().queryForList("SELECT * FROM " + table)).isNotEmpty().allSatisfy(row -> row.values()
                    .forEach(value -> assertThat(secrets()).noneMatch(text(value)::contains)));
        }
        assertThat(filesWith(folder, "sync=sprintrr:7")).as("the log of the import").isNotEmpty();
        for (String secret : secrets()) {
            assertThat(filesWith(folder, secret)).isEmpty();
        }
    }

    @Test
    void a_copy_of_the_database_server_s_files_has_the_encrypted_token_only() throws IOException {
        Cli cli = marked(Backend.POSTGRESQL);
        connect(cli);
        assertThat(imports(cli).status()).isZero();
        store.sql().execute("CHECKPOINT");
        Path data = Path.of(store.sql().queryForObject("SHOW data_directory", String.class));

        // what is stored is found, so that what is not found is not there
        byte[] stored = store.sql().queryForObject("SELECT encrypted_api_token FROM jira_integrations", byte[].class);
        assertThat(filesWith(data, text(stored))).isNotEmpty();
        assertThat(filesWith(data.resolve("pg_wal"), "imported_from_jira")).isNotEmpty();
        for (String secret : secrets()) {
            assertThat(filesWith(data, secret)).isEmpty();
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value);
    }

    /** The files below a folder that were written since the test began and hold a text. */
    private Set<String> filesWith(Path root, String text) throws IOException {
        Set<String> found = new TreeSet<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.lastModifiedTime().compareTo(FileTime.from(began)) >= 0
                        && Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(root.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // the server takes files away while it works
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return found;
    }
}
