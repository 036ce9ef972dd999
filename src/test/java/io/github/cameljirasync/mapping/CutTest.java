package io.github.cameljirasync.mapping;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CutTest {

    @Test
    void a_shorter_string_is_unchanged() {
        assertThat(Cut.cut("ab  ", 4)).isEqualTo("ab  ");
        assertThat(Cut.cut("😀😀", 2)).isEqualTo("😀😀");
    }

    @Test
    void white_space_is_trimmed_where_the_string_was_cut() {
        assertThat(Cut.cut("ab  cd", 4)).isEqualTo("ab");
    }

    @Test
    void what_a_reader_sees_as_one_character_is_not_broken() {
        assertThat(Cut.cut("ae\u0301b", 2)).isEqualTo("a");
        assertThat(Cut.cut("a👩‍👩‍👧b", 3)).isEqualTo("a");
        assertThat(Cut.cut("a👩‍👩‍👧b", 6)).isEqualTo("a👩‍👩‍👧");
        assertThat(Cut.cut("🇩🇪🇫🇷", 3)).isEqualTo("🇩🇪");
    }

    @Test
    void nothing_is_left_of_zero_or_fewer_characters() {
        assertThat(Cut.cut("abc", 0)).isEmpty();
        assertThat(Cut.cut("abc", -1)).isEmpty();
    }

    @Property
    void the_result_is_a_prefix_that_fits(@ForAll String s, @ForAll @IntRange(max = 40) int n) {
        String cut = Cut.cut(s, n);

        assertThat(s).startsWith(cut);
        assertThat(cut.codePointCount(0, cut.length())).isLessThanOrEqualTo(Math.max(n, 0));
        assertThat(Cut.cut(cut, n)).isEqualTo(cut);
    }
}
