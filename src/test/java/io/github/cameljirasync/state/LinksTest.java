package io.github.cameljirasync.state;

import static io.github.cameljirasync.state.IssuePart.whole;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinksTest extends StoreTest {

    private static final Instant UPDATED = Instant.parse("2026-02-28T08:00:00.250Z");

    private Links links;

    @BeforeEach
    void open() {
        links = new Links(store, clock);
    }

    @Test
    void aDeliveredIssueIsFoundWithAllThatWasRecorded() {
        links.delivered("priority-vote", whole("10001"), "KEY-1", "initiative-1", "hash-1", UPDATED);

        assertThat(links.find("priority-vote", List.of("10001", "10002"))).isEqualTo(Map.of(whole("10001"),
                new Link("priority-vote", "10001", "", "KEY-1", "initiative-1", "hash-1", UPDATED, clock.instant(), false, null)));
    }

    @Test
    void aLinkBelongsToItsSyncOnly() {
        links.delivered("priority-vote", whole("10001"), "KEY-1", "initiative-1", "hash-1", UPDATED);

        assertThat(links.find("port", List.of("10001"))).isEmpty();
    }

    @Test
    void nothingIsAskedForNoIssues() {
        assertThat(links.find("priority-vote", List.of())).isEmpty();
    }

    @Test
    void moreIssuesThanOneQueryHoldsAreFoundAndRepeatedIdsDoNotMatter() {
        List<String> ids = new ArrayList<>(IntStream.range(10_000, 11_234).mapToObj(String::valueOf).toList());
        ids.forEach(id -> links.delivered("priority-vote", whole(id), "KEY-" + id, "initiative-" + id, "hash", UPDATED));
        ids.addAll(List.copyOf(ids));

        assertThat(links.find("priority-vote", ids)).hasSize(1234);
    }

    @Test
    void aWriteThatIsBegunTwiceKeepsItsIdAndItsTime() {
        Change first = links.begin("priority-vote", whole("10001"), "KEY-1", "hash-1");
        Instant begun = clock.instant();
        clock.advance(Duration.ofHours(3));

        Change second = links.begin("priority-vote", whole("10001"), "KEY-1", "hash-1");

        assertThat(first).isEqualTo(new Change(first.id(), "hash-1", begun, true));
        assertThat(second).isEqualTo(new Change(first.id(), "hash-1", begun, false));
        assertThat(links.find("priority-vote", List.of("10001")).get(whole("10001")).change()).isEqualTo(second);
    }

    @Test
    void aWriteOfAnotherPayloadReplacesTheUnfinishedOne() {
        Change first = links.begin("priority-vote", whole("10001"), "KEY-1", "hash-1");
        clock.advance(Duration.ofSeconds(1));

        Change other = links.begin("priority-vote", whole("10001"), "KEY-1", "hash-2");

        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(other.fresh()).isTrue();
        assertThat(other.since()).isEqualTo(clock.instant());
    }

    @Test
    void theSamePayloadAfterItsDeliveryIsAnotherChange() {
        Change first = links.begin("priority-vote", whole("10001"), "KEY-1", "hash-1");
        links.delivered("priority-vote", whole("10001"), "KEY-1", "initiative-1", "hash-1", UPDATED);

        Change second = links.begin("priority-vote", whole("10001"), "KEY-1", "hash-1");

        assertThat(second.fresh()).isTrue();
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void aRenewedChangeHasANewIdAndKeepsItOverRetries() {
        Change first = links.begin("priority-vote", whole("10001"), "KEY-1", "hash-1");

        Change renewed = links.renew("priority-vote", whole("10001"), "KEY-1", "hash-1");

        assertThat(renewed.id()).isNotEqualTo(first.id());
        assertThat(links.begin("priority-vote", whole("10001"), "KEY-1", "hash-1").id()).isEqualTo(renewed.id());
    }

    @Test
    void aBegunWriteIsNoDelivery() {
        links.begin("priority-vote", whole("10001"), "KEY-1", "hash-1");

        Link link = links.find("priority-vote", List.of("10001")).get(whole("10001"));
        assertThat(link.live()).isFalse();
        assertThat(link.holds("hash-1")).isFalse();
        assertThat(link.payloadHash()).isNull();
        assertThat(links.count("priority-vote")).isZero();
    }

    @Test
    void aBegunWriteKeepsWhatWasDeliveredBeforeAndIsFinishedByTheDelivery() {
        links.delivered("priority-vote", whole("10001"), "KEY-1", "initiative-1", "hash-1", UPDATED);
        links.begin("priority-vote", whole("10001"), "OTHER-1", "hash-2");
        Link during = links.find("priority-vote", List.of("10001")).get(whole("10001"));
        links.delivered("priority-vote", whole("10001"), "OTHER-1", "initiative-1", "hash-2", UPDATED.plusSeconds(9));
        Link after = links.find("priority-vote", List.of("10001")).get(whole("10001"));

        assertThat(during.payloadHash()).isEqualTo("hash-1");
        assertThat(during.issueKey()).isEqualTo("KEY-1");
        assertThat(after.issueKey()).isEqualTo("OTHER-1");
        assertThat(during.holds("hash-1")).isFalse();
        assertThat(after.holds("hash-2")).isTrue();
        assertThat(after.change()).isNull();
        assertThat(after.issueUpdated()).isEqualTo(UPDATED.plusSeconds(9));
    }

    @Test
    void anArchivedIssueIsNotLiveUntilItIsDeliveredAgain() {
        links.delivered("priority-vote", whole("10001"), "KEY-1", "initiative-1", "hash-1", UPDATED);
        links.begin("priority-vote", whole("10001"), "KEY-1", "hash-2");
        links.archived("priority-vote", whole("10001"));
        Link archived = links.find("priority-vote", List.of("10001")).get(whole("10001"));
        long countArchived = links.count("priority-vote");
        links.delivered("priority-vote", whole("10001"), "KEY-1", "initiative-1", "hash-1", UPDATED);

        assertThat(archived.archived()).isTrue();
        assertThat(archived.change()).isNull();
        assertThat(archived.holds("hash-1")).isFalse();
        assertThat(countArchived).isZero();
        assertThat(links.find("priority-vote", List.of("10001")).get(whole("10001")).holds("hash-1")).isTrue();
        assertThat(links.count("priority-vote")).isEqualTo(1);
    }

    @Test
    void aForgottenIssueIsUnknown() {
        links.delivered("priority-vote", whole("10001"), "KEY-1", "initiative-1", "hash-1", UPDATED);
        links.forget("priority-vote", whole("10001"));

        assertThat(links.find("priority-vote", List.of("10001"))).isEmpty();
    }

    @Test
    void allLinksOfASyncAreVisitedOnceInOrderInChunks() {
        List<String> ids = IntStream.range(0, 25).mapToObj(i -> String.valueOf(9_990 + i)).sorted().toList();
        ids.forEach(id -> links.delivered("priority-vote", whole(id), "KEY-" + id, "initiative-" + id, "hash", UPDATED));
        links.delivered("port", whole("1"), "KEY-1", "entity-1", "hash", UPDATED);
        List<Integer> sizes = new ArrayList<>();
        List<String> visited = new ArrayList<>();

        links.forEachChunk("priority-vote", 10, chunk -> {
            sizes.add(chunk.size());
            chunk.forEach(link -> {
                visited.add(link.issueId());
                links.archived(link.sync(), link.place());
            });
        });

        assertThat(visited).isEqualTo(ids);
        assertThat(sizes).containsExactly(10, 10, 5);
        assertThat(links.count("priority-vote")).isZero();
    }

    @Test
    void thePartsOfAnIssueAreKeptApartAndFoundTogether() {
        IssuePart other = new IssuePart("10001", "port");
        links.delivered("both", whole("10001"), "KEY-1", "initiative-1", "hash-1", UPDATED);
        links.begin("both", other, "KEY-1", "hash-2");
        links.delivered("both", other, "KEY-1", "entity-1", "hash-2", UPDATED);
        links.archived("both", whole("10001"));

        Map<IssuePart, Link> found = links.find("both", List.of("10001"));

        assertThat(found).containsOnlyKeys(whole("10001"), other);
        assertThat(found.get(whole("10001")).live()).isFalse();
        assertThat(found.get(other).targetId()).isEqualTo("entity-1");
        assertThat(links.count("both")).isEqualTo(1);
    }

    @Test
    void textThatADatabaseCannotHoldIsStoredWithReplacements() {
        String hostile = "KEY\u0000\uD800-1 \uD83D\uDE00\uDC00";

        links.delivered("priority-vote", whole("10001"), hostile, hostile, "hash-1", null);

        Link link = links.find("priority-vote", List.of("10001")).get(whole("10001"));
        assertThat(link.issueKey()).isEqualTo("KEY\uFFFD\uFFFD-1 \uD83D\uDE00\uFFFD");
        assertThat(link.issueUpdated()).isNull();
    }
}
