package io.github.cameljirasync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.cameljirasync.delivery.DeadLetterRecorder;
import io.github.cameljirasync.sandbox.DemoData;
import io.github.cameljirasync.sandbox.Sandbox;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogContextTest {

    private static final String STEP = "test.sync.step";
    private static final int ISSUES = 60;

    private final ListAppender<ILoggingEvent> events = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
        }
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        events.start();
        for (Logger logger : loggers()) {
            logger.addAppender(events);
            logger.setLevel(Level.INFO);
            logger.setAdditive(false);
        }
    }

    @AfterEach
    void stopListening() {
        for (Logger logger : loggers()) {
            logger.detachAppender(events);
            logger.setLevel(null);
            logger.setAdditive(true);
        }
        MDC.clear();
    }

    @Test
    void everyLineNamesItsOwnSyncRunAndIssueWhileTwoSyncsRunAtOnce() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = new RunningBundle(sandbox, folder)
                .set("sync.enabled", "priority-vote,one,two").set("priority-vote.requests-per-second", "5000")
                .routes(logging("one")).routes(logging("two")).start()) {
            new DemoData(sandbox.issues(), 1).seedMany(ISSUES, Instant.now());
            CompletableFuture<Run> one = CompletableFuture.supplyAsync(() -> run(bundle, "one"));
            CompletableFuture<Run> two = CompletableFuture.supplyAsync(() -> run(bundle, "two"));
            CompletableFuture.allOf(one, two).get(60, TimeUnit.SECONDS);

            List<ILoggingEvent> lines = of(STEP);
            assertThat(lines).hasSize(2 * ISSUES).allSatisfy(LogContextTest::namesWhatItSays);
            assertThat(lines).extracting(line -> line.getMDCPropertyMap().get(LogContext.SYNC)).contains("one", "two");
            assertThat(of(RunLog.class.getName())).hasSize(2).allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                    .containsKeys(LogContext.SYNC, LogContext.RUN).doesNotContainKey(LogContext.ISSUE));
        }
    }

    @Test
    void aDeadLettersLineNamesTheIssue() throws Exception {
        try (Sandbox sandbox = Sandbox.start(); RunningBundle bundle = new RunningBundle(sandbox, folder).start()) {
            new DemoData(sandbox.issues(), 1).seed(5, Instant.now());
            sandbox.faults().add(Fault.status(400).on(RemoteSystem.PRIORITY_VOTE).method("POST").times(1));
            Run run = bundle.run("priority-vote");

            assertThat(of(DeadLetterRecorder.class.getName())).singleElement().satisfies(line -> {
                Map<String, String> context = line.getMDCPropertyMap();
                assertThat(context).containsEntry(LogContext.SYNC, "priority-vote")
                        .containsEntry(LogContext.RUN, Long.toString(run.getId()));
                assertThat(line.getFormattedMessage()).contains("Issue " + context.get(LogContext.ISSUE) + " was not");
            });
        }
    }

    @Test
    void theThreadsOwnNamesAreBackAfterALine() {
        MDC.put(LogContext.SYNC, "of the host");
        LogContext.within(new Run(7, "mine", RunRequest.tick(), Instant.now()), "SHOP-1",
                () -> assertThat(MDC.getCopyOfContextMap()).containsOnly(Map.entry(LogContext.SYNC, "mine"),
                        Map.entry(LogContext.RUN, "7"), Map.entry(LogContext.ISSUE, "SHOP-1")));
        assertThat(MDC.getCopyOfContextMap()).containsOnly(Map.entry(LogContext.SYNC, "of the host"));
    }

    private static void namesWhatItSays(ILoggingEvent line) {
        Map<String, String> context = line.getMDCPropertyMap();
        assertThat(line.getFormattedMessage()).isEqualTo(
                context.get(LogContext.SYNC) + " " + context.get(LogContext.RUN) + " " + context.get(LogContext.ISSUE));
    }

    private static Run run(RunningBundle bundle, String sync) {
        try {
            return bundle.run(sync);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sync of the bundle under another name, with a step that logs. */
    private Path logging(String sync) throws Exception {
        String step = """
                        - log:
                            loggingLevel: INFO
                            logName: %s
                            message: ${variable.jiraSyncRun.sync} ${variable.jiraSyncRun.id} ${variable.jiraIssueKey}
                """.formatted(STEP);
        String route = Files.readString(Path.of("routes/jira-to-priority-vote.camel.yaml"))
                .replaceAll("(?m)^( +)id: (.*)$", "$1id: $2-" + sync)
                .replace("sync: priority-vote", "sync: " + sync)
                .replace("jira-sync-removal-priority-vote", "jira-sync-removal-" + sync)
                .replace("jira-sync-presence-priority-vote", "jira-sync-presence-" + sync)
                .replace("        - transform:\n", step + "        - transform:\n");
        assertThat(route).contains(STEP, "sync: " + sync + "\n");
        return Files.writeString(folder.resolve(sync + ".camel.yaml"), route);
    }

    private List<ILoggingEvent> of(String logger) {
        return events.list.stream().filter(event -> event.getLoggerName().equals(logger)).toList();
    }

    private static List<Logger> loggers() {
        return List.of(STEP, RunLog.class.getName(), DeadLetterRecorder.class.getName()).stream()
                .map(name -> (Logger) LoggerFactory.getLogger(name)).toList();
    }
}
