package io.github.cameljirasync.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.http.TryAgainException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweredIdTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final AnsweredId answered = new AnsweredId();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'id': 'init-1'} | init-1", "{'id': 42} | 42", "{'data': {'id': 'a.b:c~d'}} | a.b:c~d",
        "{'id': null, 'data': {'id': 7}} | 7"})
    void the_id_is_taken_from_the_answer_or_from_its_data(String answer, String id) throws Exception {
        Exchange exchange = answer(answer);

        answered.keep(exchange);

        assertThat(exchange.getVariable(Delivered.TARGET_ID)).isEqualTo(id);
        assertThat(exchange.getVariable(Delivered.OUTCOME)).isEqualTo("created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[{'id': 1}]", "'id'", "{'id': ''}", "{'id': '../users'}", "{'id': '.'}", "{'id': 'a\\n'}",
        "{'id': {'id': 1}}", "{'id': true}", "{'id': 1.5e300}", "{'data': 'x'}"})
    void what_does_not_look_like_an_id_is_asked_for_again(String answer) throws Exception {
        Exchange exchange = answer(answer);

        assertThatThrownBy(() -> answered.keep(exchange)).isInstanceOf(TryAgainException.class);
        assertThat(exchange.getVariable(Delivered.TARGET_ID)).isNull();
    }

    @Test
    void a_success_without_a_body_is_asked_for_again() {
        assertThatThrownBy(() -> answered.keep(new DefaultExchange(camel))).isInstanceOf(TryAgainException.class);
    }

    private Exchange answer(String json) throws Exception {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(new ObjectMapper().readTree(json.replace('\'', '"')));
        return exchange;
    }
}
