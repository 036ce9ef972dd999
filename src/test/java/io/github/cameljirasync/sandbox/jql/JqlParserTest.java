package io.github.cameljirasync.sandbox.jql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JqlParserTest {

    private static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '\\' -> quoted.append("\\\\");
                case '"' -> quoted.append("\\\"");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c >= 0x7F && c <= 0x9F || c >= 0xFDD0 && c <= 0xFDEF || c >= 0xFFFE) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    @Property
    void anyQuotedTextComesOutAsItWentIn(@ForAll String text) {
        for (String operator : List.of("~", "=")) {
            JqlQuery query = JqlParser.parse("summary " + operator + " " + quote(text) + " ORDER BY key");
            assertThat(query.where()).isEqualTo(new JqlQuery.Comparison("summary", operator,
                    new JqlQuery.Value(text, true)));
        }
    }

    @Property
    void noTextWhateverBreaksTheParser(@ForAll String text) {
        try {
            JqlParser.parse(text);
        } catch (JqlException expected) {
            assertThat(expected).hasMessageContaining("JQL");
        }
    }

    @Test
    void andBindsTighterThanOr() {
        assertThat(JqlParser.parse("a = 1 or b = 2 and c = 3").where()).isInstanceOf(JqlQuery.Or.class);
        assertThat(JqlParser.parse("(a = 1 or b = 2) and c = 3").where()).isInstanceOf(JqlQuery.And.class);
    }

    @Test
    void orderByTakesSeveralFields() {
        assertThat(JqlParser.parse("a = 1 ORDER BY updated ASC, \"Story Points\" desc, cf[10016]").orderBy())
                .containsExactly(new JqlQuery.Sort("updated", false), new JqlQuery.Sort("Story Points", true),
                        new JqlQuery.Sort("cf[10016]", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"project = \"SHOP", "project = 'SHOP", "project = INT", "project in (DO, IF)", "project =",
        "project in (SHOP", "(project = SHOP ORDER BY key) AND updated > 0", "project = SHOP ORDER BY", "a = b c = d",
        "summary ~ \"a\\qb\"", "summary ~ \"a\tb\"", "project = {SHOP}", "a = +1d", "select from where",
        "a = 1 ORDER BY a, b, c, d, e, f, g, h", "cf[x] = 1", "status was Done"})
    void wrongQueriesAreRefused(String jql) {
        assertThatThrownBy(() -> JqlParser.parse(jql)).isInstanceOf(JqlException.class);
    }

    @Test
    void aReservedWordIsNamedWithItsPlace() {
        assertThatThrownBy(() -> JqlParser.parse("project = INT")).hasMessageContaining("'INT' is a reserved JQL word")
                .hasMessageContaining("(line 1, character 11)");
        assertThat(JqlParser.parse("project = \"INT\"").where()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"this is not jql", "broken checkout", "\"broken checkout\""})
    void bareWordsAreAQueryThatFindsNothing(String jql) {
        assertThat(JqlParser.parse(jql).bareWords()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "ORDER BY key", "order by updated desc"})
    void aQueryWithoutConditionIsUnbounded(String jql) {
        assertThat(JqlParser.parse(jql).unbounded()).isTrue();
    }
}
