package io.github.cameljirasync.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.priorityvote.PersonalAccessToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Every failure with marked secrets: none of them is in the output, in the log at DEBUG, or in a file. */
class SecretsOfFailuresTest {

    private static final String TOKEN = "ATATTmarked&jira%token+1";
    private static final String PAT = "pv_pat_marked/target?token=2";
    private static final String PASSWORD = "marked-state-password";

    @TempDir
    private Path folder;
    private Sandbox sandbox;
    private Cli cli;
    private Logger root;
    private final Map<Logger, Level> levels = new LinkedHashMap<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        sandbox.issues().addProject("MARK", "Marked");
        for (String title : List.of("first", "second", "third")) {
            sandbox.issues().add("MARK", issue -> issue.summary(title));
        }
        sandbox.jiraCredentials().replace(sandbox.email(), TOKEN);
        sandbox.priorityVoteTokens().issue(new PersonalAccessToken(PAT, "marked", Set.of(PersonalAccessToken.WRITE),
                Set.of(sandbox.backlogId())));
        cli = new Cli(folder, sandbox).with("JIRA_TOKEN", TOKEN).with("PRIORITY_VOTE_PAT", PAT)
                .with("STATE_PASSWORD", PASSWORD).with("SYNC_RETRY_DELAY", "1").with("HTTP_RESPONSE_TIMEOUT", "400");
        root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        // what CAMEL_JIRA_SYNC_LOG=DEBUG does, and more of Camel and HttpClient than is ever shown
        level("io.github.cameljirasync", Level.DEBUG);
        level("org.apache.camel", Level.INFO);
        level("org.apache.hc", Level.INFO);
    }

    private void level(String name, Level level) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        levels.put(logger, logger.getLevel());
        logger.setLevel(level);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        levels.forEach(Logger::setLevel);
        sandbox.close();
    }

    private void failure(String what) {
        switch (what) {
            case "nothing" -> { }
            case "wrong jira token" -> sandbox.jiraCredentials().revokeAll();
            case "wrong target token" -> sandbox.priorityVoteTokens().revoke(PAT);
            case "401 in the middle" -> sandbox.faults().add(Fault.status(401).on(RemoteSystem.PRIORITY_VOTE).method("POST"));
            case "503" -> sandbox.faults().add(Fault.status(503).always());
            case "422" -> sandbox.faults().add(Fault.status(422, "validation_error").on(RemoteSystem.PRIORITY_VOTE).always());
            case "429" -> sandbox.faults().add(Fault.tooManyRequests(Duration.ofHours(1)).on(RemoteSystem.PRIORITY_VOTE).always());
            case "time-out" -> sandbox.faults().add(Fault.latency(Duration.ofSeconds(1)).on(RemoteSystem.PRIORITY_VOTE).always());
            case "reset" -> sandbox.faults().add(Fault.resetBefore().always());
            case "no TLS" -> cli.with("PRIORITY_VOTE_URL", sandbox.priorityVoteUrl().replace("http:", "https:"));
            case "unknown host" -> cli.with("JIRA_URL", "https://no-such-host.invalid");
            case "password in the URL" -> cli.with("JIRA_URL", "https://me:" + encoded(TOKEN) + "@acme.example");
            case "password in the state URL" -> cli.with("STATE_URL", "jdbc:postgresql://me:" + PASSWORD + "@127.0.0.1:1/db");
            case "state unreachable" -> cli.with("STATE_URL", "jdbc:postgresql://127.0.0.1:1/db").with("STATE_USERNAME", "me");
            case "line break in the token" -> cli.with("JIRA_TOKEN", TOKEN + "\r\nX-Evil: 1");
            case "token that is not ASCII" -> cli.with("PRIORITY_VOTE_PAT", PAT + "\u2013");
            case "route without end" -> edit("method: begin", "method: beginn");
            case "unknown Kamelet" -> edit("kamelet:priority-vote-initiative-sink", "kamelet:priority-vote-other-sink");
            case "unknown parameter" -> edit("onArchive:", "onArchives:");
            case "bad value" -> edit("requestsPerSecond: \"{{priority-vote.requests-per-second:1}}\"", "requestsPerSecond: \"many\"");
            case "mapping fails" -> mapping("error(\"no title\")");
            case "mapping does not compile" -> mapping("{ title: ");
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void edit(String text, String replacement) {
        try {
            copyRoutes();
            Path sync = folder.resolve("routes/jira-to-priority-vote.camel.yaml");
            String edited = Files.readString(sync).replace(text, replacement);
            assertThat(edited).isNotEqualTo(Files.readString(sync));
            Files.writeString(sync, edited);
        } catch (IOException e) {
            throw new AssertionError("the routes can't be edited", e);
        }
    }

    private void mapping(String jq) {
        try {
            copyRoutes();
            Files.writeString(folder.resolve("routes/mappings/priority-vote.jq"), jq);
        } catch (IOException e) {
            throw new AssertionError("the mapping can't be edited", e);
        }
    }

    private void copyRoutes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file.toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "wrong jira token", "wrong target token", "401 in the middle", "503", "422", "429", "time-out",
        "reset", "no TLS", "unknown host", "password in the URL", "password in the state URL", "state unreachable",
        "line break in the token", "token that is not ASCII", "route without end", "unknown Kamelet", "unknown parameter",
        "bad value", "mapping fails", "mapping does not compile"})
    void a_failure_shows_no_secret_anywhere(String what) throws IOException {
        failure(what);

        StringBuilder all = new StringBuilder();
        for (String command : new String[] {"once", "runs", "dead-letters list", "dead-letters show 1", "check"}) {
            Cli.Outcome outcome = cli.run(command.split(" "));
            all.append(outcome.all());
            assertThat(outcome.all()).as(command).doesNotContain("\tat ");
        }

        assertHidden("output", all.toString());
        for (ILoggingEvent event : log.list) {
            assertHidden("log of " + event.getLoggerName(), event.getThreadName() + ' ' + event.getFormattedMessage()
                    + ' ' + event.getMDCPropertyMap()
                    + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertHidden(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void the_marks_are_seen_where_they_are() {
        assertThat(Stream.of(TOKEN, PAT, PASSWORD).flatMap(secret -> forms(secret).stream()))
                .allSatisfy(form -> assertThat(isHidden("..." + form + "...")).as(form).isFalse());
    }

    private void assertHidden(String where, String text) {
        assertThat(isHidden(text)).as(() -> "a secret in the " + where + ": " + text).isTrue();
    }

    private boolean isHidden(String text) {
        return !text.contains("marked-state") && Stream.of(TOKEN, PAT, PASSWORD, sandbox.email() + ':' + TOKEN)
                .flatMap(secret -> forms(secret).stream()).noneMatch(text::contains);
    }

    /** As it is, in URLs, in JSON and in Base64, wherever in a longer text it begins. */
    private static Set<String> forms(String secret) {
        Set<String> forms = new LinkedHashSet<>(List.of(secret, encoded(secret), encoded(secret).replace("+", "%20"),
                secret.replace("&", "%26"), secret.replace("&", "&amp;")));
        for (int shift = 0; shift < 3; shift++) {
            String base64 = Base64.getEncoder().withoutPadding()
                    .encodeToString(("x".repeat(shift) + secret).getBytes(StandardCharsets.UTF_8));
            // the ends share their bits with what stands beside them
            forms.add(base64.substring(shift == 0 ? 0 : 4, base64.length() - 2));
        }
        return forms;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
