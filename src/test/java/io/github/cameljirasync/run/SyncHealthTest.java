package io.github.cameljirasync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.cameljirasync.state.MutableClock;
import io.github.cameljirasync.state.Progress;
import io.github.cameljirasync.state.RunSummary;
import io.github.cameljirasync.state.Runs;
import io.github.cameljirasync.state.StateStore;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two syncs: {@code often} has a tick every 5 minutes, {@code daily} one a day. The test begins at 12:00:00.123. */
class SyncHealthTest {

    private final MutableClock clock = new MutableClock();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private StateStore store;
    private Progress progress;
    private Runs runs;
    private SyncHealth health;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        store = new StateStore("jdbc:sqlite:" + folder.resolve("state.db"), null, null);
        progress = new Progress(store, clock);
        runs = new Runs(store, clock, "test");
        health = new SyncHealth(progress, runs, clock);
        health.setCamelContext(context);
        context.getComponent("quartz", QuartzComponent.class).setAutoStartScheduler(false);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quartz:jira-sync/often?cron=0+0/5+*+*+*+?").to("log:often");
                from("quartz:jira-sync/daily?cron=0+30+12+*+*+?").to("log:daily");
                from("quartz:host/other?cron=0+0/1+*+*+*+?").to("log:other");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        store.close();
    }

    @Test
    void isUpUntilTheThirdTickHasPassed() {
        clock.advance(Duration.ofMinutes(14));
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
        clock.advance(Duration.ofMinutes(1));
        HealthCheck.Result late = health.call();
        assertThat(late.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(message(late)).contains("Sync 'often' has not finished a run for 3 ticks,"
                + " since 2026-03-01T12:00:00.123Z (its last run: none yet).");
    }

    @Test
    void isUpAgainAfterARunHasFinished() {
        clock.advance(Duration.ofMinutes(16));
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        progress.finished("often");
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
        clock.advance(Duration.ofMinutes(13));
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
        clock.advance(Duration.ofMinutes(2));
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
    }

    @Test
    void aRunLongBeforeTheStartIsNoReasonYet() throws Exception {
        progress.finished("often");
        clock.advance(Duration.ofDays(3));
        SyncHealth afterRestart = new SyncHealth(progress, runs, clock);
        afterRestart.setCamelContext(context);
        assertThat(afterRestart.call().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void theReasonSaysWhyTheLastRunDidNotFinish() {
        runs.finish(runs.start("often"), new RunSummary("unreachable", "the host jira.example is unknown",
                0, 0, 0, 0, 0, 0, 1, 0));
        clock.advance(Duration.ofMinutes(15));
        assertThat(message(health.call())).contains("(its last run: unreachable, the host jira.example is unknown)")
                .doesNotContain("'daily'");
    }

    @Test
    void everySyncThatIsDownIsNamed() {
        progress.pause("daily", "jira refused the credential with 401", null);
        clock.advance(Duration.ofMinutes(15));
        assertThat(message(health.call()))
                .contains("Sync 'often' has not finished")
                .contains("Sync 'daily' is paused since 2026-03-01T12:00:00.123Z: jira refused the credential with 401.");
        assertThat(health.call().getDetails())
                .containsEntry("often.last.finished", "never")
                .containsEntry("daily.last.outcome", "none");
    }

    @Test
    void isUpAgainWhenThePauseIsOver() {
        progress.pause("often", "jira refused the credential with 401", null);
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        progress.resume("often");
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aStateStoreThatCanNotBeReadIsDownWithASentence() throws Exception {
        StateStore broken = new StateStore("jdbc:sqlite:" + Files.createFile(folder.resolve("file")) + "/state.db", null, null);
        SyncHealth blind = new SyncHealth(new Progress(broken, clock), new Runs(broken, clock, "test"), clock);
        blind.setCamelContext(context);
        HealthCheck.Result result = blind.call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(message(result)).contains("state.url");
    }

    private static String message(HealthCheck.Result result) {
        return result.getMessage().orElse("");
    }
}
