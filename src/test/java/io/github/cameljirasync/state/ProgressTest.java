package io.github.cameljirasync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest extends StoreTest {

    private static final Instant SEEN = Instant.parse("2026-02-28T08:00:00.250Z");

    private Progress progress;

    @BeforeEach
    void open() {
        progress = new Progress(store, clock);
    }

    @Test
    void aSyncThatNeverRanHasNoProgress() {
        assertThat(progress.watermark("priority-vote", "f1")).isEmpty();
        assertThat(progress.paused("priority-vote")).isEmpty();
        assertThat(progress.lastFinished("priority-vote")).isEmpty();
    }

    @Test
    void theWatermarkAdvancesAndNeverMovesBackUnderOneFingerprint() {
        progress.advance("priority-vote", "f1", SEEN);
        progress.advance("priority-vote", "f1", SEEN.plusMillis(1));
        progress.advance("priority-vote", "f1", SEEN.minusSeconds(60));

        assertThat(progress.watermark("priority-vote", "f1")).contains(SEEN.plusMillis(1));
        assertThat(progress.watermark("port", "f1")).isEmpty();
    }

    @Test
    void anotherFilterOrMappingStartsFromTheBeginning() {
        progress.advance("priority-vote", "f1", SEEN);
        assertThat(progress.watermark("priority-vote", "f2")).isEmpty();

        progress.advance("priority-vote", "f2", SEEN.minusSeconds(60));

        assertThat(progress.watermark("priority-vote", "f2")).contains(SEEN.minusSeconds(60));
        assertThat(progress.watermark("priority-vote", "f1")).isEmpty();
    }

    @Test
    void theWatermarkStaysWhenADeliveryBeforeItCouldNotBeRecorded() {
        progress.advance("priority-vote", "f1", SEEN);
        store.enqueue(transaction -> {
            throw new SQLException("no");
        });

        assertThatThrownBy(() -> progress.advance("priority-vote", "f1", SEEN.plusSeconds(60)))
                .isInstanceOf(StateStoreException.class);

        assertThat(progress.watermark("priority-vote", "f1")).contains(SEEN);
    }

    @Test
    void aPausedSyncSaysWhyAndSinceWhenUntilItResumes() {
        progress.advance("priority-vote", "f1", SEEN);
        progress.pause("priority-vote", "Jira refuses jira.token.", "credential-1");
        Instant first = clock.instant();
        var paused = progress.paused("priority-vote");
        clock.advance(Duration.ofMinutes(5));
        progress.resume("priority-vote");

        assertThat(paused).contains(new Pause("Jira refuses jira.token.", "credential-1", first));
        assertThat(progress.paused("priority-vote")).isEmpty();
        assertThat(progress.watermark("priority-vote", "f1")).contains(SEEN);
    }

    @Test
    void aSyncCanBePausedBeforeItsFirstPage() {
        progress.pause("priority-vote", "Jira refuses jira.token.", null);

        assertThat(progress.paused("priority-vote")).isPresent();
        assertThat(progress.watermark("priority-vote", "f1")).isEmpty();
    }

    @Test
    void theEndOfTheLastRunIsRemembered() {
        progress.finished("priority-vote");
        clock.advance(Duration.ofMinutes(5));
        progress.finished("priority-vote");

        assertThat(progress.lastFinished("priority-vote")).contains(clock.instant());
    }
}
