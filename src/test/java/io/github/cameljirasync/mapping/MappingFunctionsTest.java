package io.github.cameljirasync.mapping;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MappingFunctionsTest {

    private CamelContext camel;

    @BeforeEach
    void start() {
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("adf_markdown", new AdfMarkdown());
        camel.getRegistry().bind("adf_text", new AdfText(12));
        camel.getRegistry().bind("cut", new Cut());
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        ".doc | adf_markdown => \"**hi**\"",
        ".doc | adf_text => \"hi\"",
        ".wiki | adf_markdown => \"a **b**\"",
        ".long | adf_text => \"abcdefghijk…\"",
        "[.nothing | adf_markdown] => [null]",
        "[.nothing | cut(3)] => [null]",
        ".number | adf_text => \"7\"",
        ".number | cut(3) => 7",
        ".long | cut(3) => \"abc\"",
        ".doc | adf_markdown | cut(3) => \"**h\"",
        "{a: (.doc | adf_text)} => {\"a\":\"hi\"}",
    })
    void a_mapping_calls_the_functions_by_their_bean_names(String expression, String expected) {
        String input = """
                {"doc": {"type":"paragraph","content":[{"type":"text","text":"hi","marks":[{"type":"strong"}]}]},
                 "wiki": "a *b*", "long": "abcdefghijklmnop", "number": 7, "nothing": null}""";

        assertThat(evaluate(expression, input)).hasToString(expected);
    }

    @Test
    void a_wrong_call_of_cut_says_what_it_takes() {
        assertThatThrownBy(() -> evaluate("cut", "\"abc\"")).rootCause().hasMessageContaining("cut takes one argument");
        assertThatThrownBy(() -> evaluate("cut(\"x\")", "\"abc\"")).rootCause().hasMessageContaining("cut takes a number");
    }

    @Test
    void a_limit_below_one_is_refused() {
        assertThatThrownBy(() -> new AdfMarkdown(0)).hasMessageContaining("limit");
    }

    private JsonNode evaluate(String expression, String input) {
        Exchange exchange = new DefaultExchange(camel);
        try {
            exchange.getMessage().setBody(Rendering.JSON.readTree(input));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        return camel.resolveLanguage("jq").createExpression(expression).evaluate(exchange, JsonNode.class);
    }
}
