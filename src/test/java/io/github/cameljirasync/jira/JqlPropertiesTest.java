package io.github.cameljirasync.jira;

import java.time.Instant;

import io.github.cameljirasync.sandbox.jql.JqlParser;
import io.github.cameljirasync.sandbox.jql.JqlQuery;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JqlPropertiesTest {

    private static final String SINCE = ") AND updated >= 0 ORDER BY updated ASC, key ASC";

    @Property
    void a_quoted_value_of_any_text_is_read_as_that_text(@ForAll String value) {
        Assume.that(value.chars().noneMatch(c -> Character.isSurrogate((char) c)));

        assertThat(JqlParser.parse("summary ~ " + Jql.quote(value)).where())
                .isEqualTo(new JqlQuery.Comparison("summary", "~", new JqlQuery.Value(value, true)));
    }

    @Property
    void a_quoted_value_never_ends_the_filter_around_it(@ForAll("fragments") String value) {
        String filter = "summary ~ " + Jql.quote(value);

        assertThat(Jql.of(filter + " ORDER BY rank").condition()).isEqualTo(filter);
    }

    @Property(tries = 5000)
    void a_filter_is_refused_with_a_sentence_or_stays_within_its_parentheses(@ForAll("fragments") String filter) {
        String query;
        try {
            query = Jql.of(filter).changedSince(Instant.EPOCH);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).startsWith("the filter ");
            return;
        }
        assertThat(query).startsWith("(").endsWith(SINCE);
        assertThat(endOfFirstParenthesis(query)).isEqualTo(query.length() - SINCE.length());
    }

    /** Where the parenthesis closes that the text begins with, read by nothing but quotes and escapes. */
    private static int endOfFirstParenthesis(String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return -1;
    }

    @Provide
    Arbitrary<String> fragments() {
        Arbitrary<String> parts = Arbitraries.of("(", ")", "\"", "'", "\\", " ", "\n", "\t", "\u00A0", "\u2028", "\u201C", "\u201D",
                "\uFF08", "\uFF09", "--", "/*", "*/", "#", "//", ";", "OR", " AND ", "order", "ORDER BY", "oRdEr  bY", "by", "=", "1",
                "x", "\\\"", "\\'", "\\(", "\\)", "\\u0029", "\\u0022", "updated", "[", "]", "{", "}", ",", "\u0000", "\uD83D\uDE00");
        return parts.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @ParameterizedTest
    @ValueSource(strings = {"project = A) OR (1=1", ") OR (1=1", "project = A))((", "project = A)", "(project = A", "project = \"A",
        "project = 'A", "project = A\\", "summary ~ \"A\\\"", "ORDER BY rank", "", " ", "project = A) ORDER BY (rank"})
    void a_filter_that_does_not_balance_is_refused(String filter) {
        assertThatIllegalArgumentException().isThrownBy(() -> Jql.of(filter)).withMessageStartingWith("the filter ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary ~ \")\"", "summary ~ '(('", "summary ~ \"a\\\")\" OR (a = 1)", "fixVersion = \"1.0 (ORDER BY)\"",
        "\"Story \\\"Points\\\"\" > 3", "status CHANGED AFTER (\"2024-01-01\")"})
    void a_parenthesis_in_quotes_is_text(String filter) {
        assertThat(Jql.of(filter).condition()).isEqualTo(filter);
    }

    @Test
    void half_a_surrogate_pair_is_no_value() {
        assertThatIllegalArgumentException().isThrownBy(() -> Jql.quote("a\uD800"));
    }
}
