package io.github.cameljirasync.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FullPagesTest {

    private static final Instant EARLY = Instant.parse("2026-03-01T10:00:00Z");

    @Property(tries = 200)
    void pagesOfAnyLengthAreHandedOverInFullGroupsAndOnlyTheLastOneIsNot(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 60) Integer> lengths) {
        FullPages pages = new FullPages(20);
        List<String> given = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < lengths.size(); i++) {
            boolean more = i < lengths.size() - 1;
            List<FoundIssue> issues = pages.next(page(first, lengths.get(i)), more).issues();
            if (more) {
                assertThat(issues.size() % 20).isZero();
            }
            issues.forEach(issue -> given.add(issue.id()));
            first += lengths.get(i);
        }

        assertThat(given).isEqualTo(IntStream.range(0, first).mapToObj(String::valueOf).toList());
        assertThat(pages.isEmpty()).isTrue();
    }

    @Test
    void anIssueThatComesAgainInANewerStateIsHandedOverOnceAndNew() {
        FullPages pages = new FullPages(2);
        pages.next(new IssuePage(List.of(issue("1", EARLY)), List.of()), true);

        IssuePage page = pages.next(new IssuePage(List.of(issue("1", EARLY.plusSeconds(1)), issue("2", EARLY)), List.of()), true);

        assertThat(page.ids()).isEqualTo(Set.of("1", "2"));
        assertThat(page.newest()).isEqualTo(EARLY.plusSeconds(1));
    }

    @Test
    void whatIsOverOfOneKindGoesBeforeTheNextKindAndFillsNoneOfItsGroups() {
        FullPages pages = new FullPages(2);
        pages.next(new IssuePage(List.of(issue("user/a", null)), List.of()), true);

        IssuePage page = pages.next(page(1, 3), true);

        assertThat(page.issues()).extracting(FoundIssue::id).containsExactly("user/a", "1", "2");
    }

    @Test
    void whatIsBrokenIsNotHeldBack() {
        BrokenIssue broken = new BrokenIssue("7", "SHOP-7", null, "too large");

        IssuePage page = new FullPages(20).next(new IssuePage(List.of(issue("1", EARLY)), List.of(broken)), true);

        assertThat(page.broken()).containsExactly(broken);
        assertThat(page.issues()).isEmpty();
    }

    private static IssuePage page(int first, int length) {
        return new IssuePage(IntStream.range(first, first + length).mapToObj(i -> issue(String.valueOf(i), EARLY)).toList(),
                List.of());
    }

    private static FoundIssue issue(String id, Instant updated) {
        return new FoundIssue(id, "SHOP-" + id, updated, JsonNodeFactory.instance.objectNode());
    }
}
