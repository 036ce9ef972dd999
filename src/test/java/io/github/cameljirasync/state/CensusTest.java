package io.github.cameljirasync.state;

import static io.github.cameljirasync.state.IssuePart.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameljirasync.state.Census.Counted;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CensusTest extends StoreTest {

    private static final Instant UPDATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final int MANY = 100;

    private Links links;
    private Census census;

    @BeforeEach
    void open() {
        links = new Links(store, clock);
        census = new Census(store);
        IntStream.rangeClosed(1, 5).forEach(i -> links.delivered("priority-vote", whole("1000" + i), "KEY-" + i,
                "initiative-" + i, "hash", UPDATED));
    }

    @Test
    void linksOfIssuesThatWereNotCountedAreMissing() {
        count("10002", "10004");

        assertThat(missing("")).containsExactly("10001", "10003", "10005");
        assertThat(missing("10001")).containsExactly("10003", "10005");
        assertThat(census.missing("priority-vote", "", 2)).hasSize(2);
    }

    @Test
    void anIssueOfSeveralPartsIsMissingOnceAndRemovedPartByPart() {
        links.delivered("priority-vote", new IssuePart("10001", "port"), "KEY-1", "entity-1", "hash", UPDATED);
        census.addGone("priority-vote", List.of("10001"));

        List<Link> first = census.gone("priority-vote", whole(""), 1);
        List<Link> second = census.gone("priority-vote", first.get(0).place(), 1);

        assertThat(census.missing("priority-vote", "", MANY)).doesNotContain("10001").hasSize(4);
        assertThat(first).extracting(Link::part).containsExactly("");
        assertThat(second).extracting(Link::part).containsExactly("port");
        assertThat(census.gone("priority-vote", second.get(0).place(), 1)).isEmpty();
    }

    @Test
    void anIssueIsUndeliveredWhenOneOfItsPartsIs() {
        links.delivered("priority-vote", new IssuePart("10001", "port"), "KEY-1", "entity-1", "hash", UPDATED.minusSeconds(1));
        count("10001", "10002");

        assertThat(undelivered()).containsExactly("10001");
    }

    @Test
    void whatIsKeptIsNotMissing() {
        links.delivered("priority-vote", whole("user/5b10"), "5b10", "user-1", "hash", null);
        links.delivered("priority-vote", whole("project/1"), "SHOP", "project-1", "hash", null);
        census.keep("priority-vote", "user/");

        assertThat(missing("10005")).containsExactly("project/1");
    }

    @Test
    void aLinkThatIsArchivedOrNeverReachedTheTargetIsNotMissing() {
        links.archived("priority-vote", whole("10001"));
        links.begin("priority-vote", whole("10009"), "KEY-9", "hash");

        assertThat(missing("")).containsExactly("10002", "10003", "10004", "10005");
    }

    @Test
    void aCensusBelongsToItsSyncOnly() {
        census.add("port", List.of(new Counted("10001", UPDATED)));
        census.addGone("port", List.of("10002"));

        assertThat(missing("")).hasSize(5);
        assertThat(census.gone("priority-vote", whole(""), MANY)).isEmpty();
        assertThat(undelivered()).isEmpty();
        census.clear("priority-vote");
        assertThat(census.undelivered("port", "", MANY, 1)).hasSize(1);
    }

    @Test
    void whatIsGoneIsThereUntilItIsArchived() {
        census.addGone("priority-vote", List.of("10002", "10003"));

        assertThat(gone("")).containsExactly("10002", "10003");
        assertThat(gone("10002")).containsExactly("10003");
        assertThat(missing("")).doesNotContain("10002", "10003");
        links.archived("priority-vote", whole("10002"));
        assertThat(gone("")).containsExactly("10003");
    }

    @Test
    void whatWasNeverDeliveredOrOnlyInAnOlderStateOrIsArchivedIsUndelivered() {
        links.archived("priority-vote", whole("10003"));
        links.begin("priority-vote", whole("10008"), "KEY-8", "hash");
        census.add("priority-vote", List.of(new Counted("10001", UPDATED), new Counted("10002", UPDATED.plusMillis(1)),
                new Counted("10003", UPDATED), new Counted("10004", UPDATED.minusMillis(1)),
                new Counted("10005", null), new Counted("10008", UPDATED), new Counted("10009", UPDATED)));
        census.addGone("priority-vote", List.of("10010"));

        assertThat(undelivered()).containsExactly("10002", "10003", "10008", "10009");
    }

    @Test
    void aStateThatNeedsNoOtherPayloadIsDelivered() {
        census.add("priority-vote", List.of(new Counted("10002", UPDATED.plusSeconds(5))));
        links.confirmed("priority-vote", whole("10002"), UPDATED.plusSeconds(5));
        links.confirmed("priority-vote", whole("10002"), UPDATED.minusSeconds(5));

        assertThat(undelivered()).isEmpty();
        assertThat(links.find("priority-vote", List.of("10002")).get(whole("10002")).issueUpdated())
                .isEqualTo(UPDATED.plusSeconds(5));
    }

    @Test
    void anIssueThatStandsOnTwoPagesCountsAsItWasShownLast() {
        count("10002");
        census.add("priority-vote", List.of(new Counted("10002", UPDATED.plusSeconds(1))));

        assertThat(undelivered()).containsExactly("10002");
    }

    @Test
    void nothingIsLeftOfACensusThatWasCleared() {
        count("10001", "10002", "10009");
        census.clear("priority-vote");

        assertThat(missing("")).hasSize(5);
        assertThat(undelivered()).isEmpty();
    }

    private void count(String... ids) {
        census.add("priority-vote", List.of(ids).stream().map(id -> new Counted(id, UPDATED)).toList());
    }

    private List<String> missing(String after) {
        return census.missing("priority-vote", after, MANY);
    }

    private List<String> gone(String after) {
        return census.gone("priority-vote", whole(after), MANY).stream().map(Link::issueId).toList();
    }

    private List<String> undelivered() {
        return census.undelivered("priority-vote", "", MANY, 1).stream().map(Counted::issueId).toList();
    }
}
