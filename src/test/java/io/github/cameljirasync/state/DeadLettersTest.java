package io.github.cameljirasync.state;

import static io.github.cameljirasync.state.IssuePart.whole;
import static io.github.cameljirasync.state.FailedIssue.Kind.MAPPING;
import static io.github.cameljirasync.state.FailedIssue.Kind.REJECTED;
import static io.github.cameljirasync.state.FailedIssue.Kind.RETRYABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameljirasync.state.FailedIssue.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest extends StoreTest {

    private static final Instant UPDATED = Instant.parse("2026-02-28T08:00:00.250Z");

    private DeadLetters letters;
    private Links links;

    @BeforeEach
    void open() {
        letters = new DeadLetters(store, clock);
        links = new Links(store, clock);
    }

    @Test
    void aFailedIssueIsKeptWithEverythingThatIsKnown() {
        FailedIssue failed = new FailedIssue("priority-vote", "10001", "", "KEY-1", UPDATED, REJECTED, 422,
                "validation_error", "The title is too long.", "{\"title\":[\"too long\"]}", "{\"title\":\"x\"}", "{\"id\":\"10001\"}");

        long id = letters.put(failed);

        assertThat(letters.find(id)).contains(new DeadLetter(id, failed, 1, clock.instant(), clock.instant(), null));
        assertThat(letters.find(id + 1)).isEmpty();
    }

    @Test
    void anIssueWithoutAnswerOrTimeIsKeptToo() {
        FailedIssue failed = new FailedIssue("priority-vote", "10001", "", "KEY-1", null, MAPPING, null, null,
                "jq: cannot index", null, null, null);

        assertThat(letters.find(letters.put(failed)).map(DeadLetter::failed)).contains(failed);
    }

    @Test
    void aRetryableIssueIsDueAtTheNextRunAndThenAtDoubledIntervalsUpToSixHours() {
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long id = letters.put(failed("10001", UPDATED, RETRYABLE));
            DeadLetter letter = letters.find(id).orElseThrow();
            assertThat(letter.tries()).isEqualTo(i + 1);
            minutes.add(Duration.between(clock.instant(), letter.nextTryAt()).toMinutes());
            clock.advance(Duration.between(clock.instant(), letter.nextTryAt()));
        }

        assertThat(minutes).containsExactly(0L, 5L, 10L, 20L, 40L, 80L, 160L, 320L, 360L, 360L);
    }

    @Test
    void onlyWhatIsDueIsTriedAgainTheLongestDueFirstAndWithinTheLimit() {
        letters.put(failed("10002", UPDATED, RETRYABLE));
        clock.advance(Duration.ofMillis(1));
        letters.put(failed("10001", UPDATED, RETRYABLE));
        letters.put(failed("10003", UPDATED, REJECTED));
        letters.put(failed("10004", UPDATED, RETRYABLE));
        letters.put(failed("10004", UPDATED, RETRYABLE));

        assertThat(letters.due("priority-vote", 10)).extracting(letter -> letter.failed().issueId())
                .containsExactly("10002", "10001");
        assertThat(letters.due("priority-vote", 1)).hasSize(1);
        assertThat(letters.due("priority-vote", 1).get(0).failed().payload()).isEqualTo("{}");
        assertThat(letters.due("port", 10)).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(letters.due("priority-vote", 10)).hasSize(3);
    }

    @Test
    void anotherFailureOfTheSameStateKeepsTheIdAndTheFirstTime() {
        long first = letters.put(failed("10001", UPDATED, RETRYABLE));
        Instant firstFailure = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        long second = letters.put(failed("10001", UPDATED, REJECTED));

        DeadLetter letter = letters.find(second).orElseThrow();
        assertThat(second).isEqualTo(first);
        assertThat(letter.tries()).isEqualTo(2);
        assertThat(letter.firstFailedAt()).isEqualTo(firstFailure);
        assertThat(letter.lastFailedAt()).isEqualTo(clock.instant());
        assertThat(letter.nextTryAt()).isNull();
        assertThat(letters.count("priority-vote")).isEqualTo(1);
    }

    @Test
    void aNewerStateOfTheIssueStartsItsTriesAnew() {
        letters.put(failed("10001", UPDATED, RETRYABLE));
        letters.put(failed("10001", UPDATED, RETRYABLE));
        clock.advance(Duration.ofMinutes(1));
        long id = letters.put(failed("10001", UPDATED.plusMillis(1), RETRYABLE));

        DeadLetter letter = letters.find(id).orElseThrow();
        assertThat(letter.tries()).isEqualTo(1);
        assertThat(letter.firstFailedAt()).isEqualTo(clock.instant());
        assertThat(letter.nextTryAt()).isEqualTo(clock.instant());
    }

    @Test
    void anOlderStateOfTheIssueNeverReplacesANewerOne() {
        long newer = letters.put(failed("10001", UPDATED.plusMillis(1), REJECTED));
        long older = letters.put(failed("10001", UPDATED, RETRYABLE));

        DeadLetter letter = letters.find(newer).orElseThrow();
        assertThat(older).isEqualTo(newer);
        assertThat(letter.failed().issueUpdated()).isEqualTo(UPDATED.plusMillis(1));
        assertThat(letter.failed().kind()).isEqualTo(REJECTED);
        assertThat(letter.tries()).isEqualTo(1);
    }

    @Test
    void aDeliveryOfTheSameOrANewerStateSettlesTheLetter() {
        letters.put(failed("10001", UPDATED, RETRYABLE));
        letters.put(failed("10002", UPDATED, RETRYABLE));
        letters.put(failed("10003", null, MAPPING));
        letters.put(failed("10004", UPDATED, RETRYABLE));
        links.delivered("priority-vote", whole("10001"), "KEY-1", "initiative-1", "hash", UPDATED);
        links.delivered("priority-vote", whole("10002"), "KEY-2", "initiative-2", "hash", UPDATED.plusSeconds(1));
        links.delivered("priority-vote", whole("10003"), "KEY-3", "initiative-3", "hash", UPDATED);
        links.delivered("port", whole("10004"), "KEY-4", "entity-4", "hash", UPDATED);

        assertThat(letters.list(10)).extracting(letter -> letter.failed().issueId()).containsExactly("10004");
    }

    @Test
    void aDeliveryOfAnOlderStateLeavesTheLetterOfTheNewerOne() {
        letters.put(failed("10001", UPDATED.plusSeconds(1), REJECTED));
        links.delivered("priority-vote", whole("10001"), "KEY-1", "initiative-1", "hash", UPDATED);

        assertThat(letters.count("priority-vote")).isEqualTo(1);
    }

    @Test
    void anArchivedIssueHasNoLetter() {
        letters.put(failed("10001", UPDATED, REJECTED));
        links.archived("priority-vote", whole("10001"));

        assertThat(letters.count()).isZero();
    }

    @Test
    void listsAreNewestFirstAndLeaveOutTheLongTexts() {
        letters.put(failed("10001", UPDATED, REJECTED));
        clock.advance(Duration.ofMillis(1));
        letters.put(failed("10002", UPDATED, REJECTED));
        letters.put(new FailedIssue("port", "10001", "", "KEY-1", UPDATED, REJECTED, 400, null, "no", null, "{}", "{}"));

        assertThat(letters.list(10)).hasSize(3).allSatisfy(letter -> {
            assertThat(letter.failed().payload()).isNull();
            assertThat(letter.failed().issue()).isNull();
        });
        assertThat(letters.list("priority-vote", 10)).extracting(letter -> letter.failed().issueId())
                .containsExactly("10002", "10001");
        assertThat(letters.list("priority-vote", 1)).hasSize(1);
        assertThat(letters.count()).isEqualTo(3);
    }

    @Test
    void aDeliveredPartSettlesItsOwnLetterAndNoOther() {
        letters.put(failed("10001", UPDATED, RETRYABLE));
        letters.put(new FailedIssue("priority-vote", "10001", "port", "KEY-1", UPDATED, RETRYABLE, 503, null, "no", null,
                "{}", "{}"));

        new Links(store, clock).delivered("priority-vote", new IssuePart("10001", "port"), "KEY-1", "entity-1", "hash", UPDATED);
        store.flush();

        assertThat(letters.find("priority-vote", List.of("10001"))).containsOnlyKeys(whole("10001"));
    }

    @Test
    void theLettersOfAPageOfIssuesAreFoundTogether() {
        letters.put(failed("10001", UPDATED, REJECTED));
        letters.put(failed("10003", UPDATED, REJECTED));

        assertThat(letters.find("priority-vote", List.of("10001", "10002"))).containsOnlyKeys(whole("10001"));
        assertThat(letters.find("port", List.of("10001"))).isEmpty();
        assertThat(letters.find("priority-vote", List.of())).isEmpty();
    }

    @Test
    void aRequeuedLetterIsDueWhateverItsKind() {
        long rejected = letters.put(failed("10001", UPDATED, REJECTED));
        letters.put(failed("10002", UPDATED, MAPPING));
        letters.put(new FailedIssue("port", "10001", "", "KEY-1", UPDATED, REJECTED, 400, null, "no", null, "{}", "{}"));

        assertThat(letters.requeue(rejected)).isTrue();
        assertThat(letters.requeue(4711)).isFalse();
        assertThat(letters.due("priority-vote", 10)).hasSize(1);
        assertThat(letters.requeueAll("priority-vote")).isEqualTo(2);
        assertThat(letters.due("priority-vote", 10)).hasSize(2);
        assertThat(letters.due("port", 10)).isEmpty();
        assertThat(letters.requeueAll()).isEqualTo(3);
        assertThat(letters.due("port", 10)).hasSize(1);
    }

    @Test
    void aDiscardedOrRemovedLetterIsGone() {
        long discarded = letters.put(failed("10001", UPDATED, REJECTED));
        letters.put(failed("10002", UPDATED, REJECTED));

        assertThat(letters.discard(discarded)).isTrue();
        assertThat(letters.discard(discarded)).isFalse();
        letters.remove("priority-vote", whole("10002"));
        assertThat(letters.count("priority-vote")).isZero();
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        String long1 = "a".repeat(DeadLetters.LONGEST_TEXT - 1) + "\uD83D\uDE00" + "b";
        long id = letters.put(new FailedIssue("priority-vote", "10001", "", "KEY-1", UPDATED, REJECTED, 400, null,
                "e".repeat(100_000), null, "p".repeat(1_000_000), long1));

        FailedIssue kept = letters.find(id).orElseThrow().failed();
        assertThat(kept.issue()).isEqualTo("a".repeat(DeadLetters.LONGEST_TEXT - 1));
        assertThat(kept.payload()).hasSize(DeadLetters.LONGEST_TEXT);
        assertThat(kept.error()).hasSizeLessThan(10_000);
    }

    @Test
    void hostileTextIsKeptAsFarAsADatabaseCanHoldIt() {
        long id = letters.put(new FailedIssue("priority-vote", "10001", "", "KEY-1", UPDATED, REJECTED, 400, "c\u0000",
                "'; DROP TABLE jira_sync_link; --\u0000", null, "\uDC00", "\uD83D\uDE00\u0000"));

        FailedIssue kept = letters.find(id).orElseThrow().failed();
        assertThat(kept.error()).isEqualTo("'; DROP TABLE jira_sync_link; --\uFFFD");
        assertThat(kept.payload()).isEqualTo("\uFFFD");
        assertThat(kept.issue()).isEqualTo("\uD83D\uDE00\uFFFD");
        assertThat(links.count("priority-vote")).isZero();
    }

    private static FailedIssue failed(String issueId, Instant updated, Kind kind) {
        return new FailedIssue("priority-vote", issueId, "", "KEY-" + issueId, updated, kind, 503, null,
                "The service is down.", null, "{}", "{}");
    }
}
