package io.github.cameljirasync.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A pause that a service asks for holds for requests that have had their turn already, and only under its credential. */
class HoldsTest {

    private static final String TOKEN = "Bearer one";

    private final RateGates gates = new RateGates(Clock.systemUTC(), Duration.ofMinutes(1));
    private final RateGate gate = gates.gate("jira", Digest.of(TOKEN), 0, 3);
    private final HoldInterceptor interceptor = new HoldInterceptor(gates);

    @Test
    void the_head_of_a_429_holds_the_next_request_until_its_moment() throws Exception {
        Instant before = Instant.now();
        answer(429, "Retry-After", "1");

        send(TOKEN);

        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_quota_that_is_used_up_for_long_ends_the_request_and_names_the_moment() {
        answer(429, "Retry-After", "1847");

        assertThatThrownBy(() -> send(TOKEN)).isInstanceOf(HeldException.class).hasMessageContaining("no request before");
    }

    @Test
    void another_credential_is_not_held() throws Exception {
        answer(429, "Retry-After", "1847");

        send("Bearer another");

        assertThatThrownBy(gate::awaitHold).isInstanceOf(HeldException.class);
    }

    @Test
    void an_access_token_is_held_with_the_credential_that_it_stands_for() {
        gates.standIn(Digest.of(TOKEN), Digest.of("Bearer short-lived"));
        answer(429, "Retry-After", "1847");

        assertThatThrownBy(() -> send("Bearer short-lived")).isInstanceOf(HeldException.class);
    }

    @Test
    void an_answer_that_is_no_429_holds_nothing() {
        answer(200, "Retry-After", "1847");

        assertThatCode(gate::awaitHold).doesNotThrowAnyException();
    }

    @Test
    void a_limit_that_is_near_makes_the_next_requests_wait_for_each_other() throws Exception {
        gate.slowDown();

        for (int request = 1; request <= 4; request++) {
            gate.enter();
            gate.leave();
        }

        assertThat(gate.waited()).isGreaterThan(Duration.ofMillis(250));
    }

    private void answer(int status, String header, String value) {
        BasicHttpResponse response = new BasicHttpResponse(status);
        response.setHeader(header, value);
        HttpCoreContext context = HttpCoreContext.create();
        context.setRequest(request(TOKEN));
        interceptor.process(response, null, context);
    }

    private void send(String credential) throws Exception {
        interceptor.process(request(credential), null, HttpCoreContext.create());
    }

    private static BasicHttpRequest request(String credential) {
        BasicHttpRequest request = new BasicHttpRequest("POST", "/rest/api/3/search/jql");
        request.setHeader("Authorization", credential);
        return request;
    }
}
