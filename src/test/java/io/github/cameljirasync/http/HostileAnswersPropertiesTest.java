package io.github.cameljirasync.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Error bodies and pauses of any shape: always one readable sentence, and never a pause without an end. */
class HostileAnswersPropertiesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final CamelContext CAMEL = new DefaultCamelContext();

    private final RetryAfter retryAfter = new RetryAfter(Clock.fixed(NOW, ZoneOffset.UTC));

    private static Message answer(String body) {
        Message answer = new DefaultMessage(CAMEL);
        answer.setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        return answer;
    }

    private static void assertReadable(String sentence) {
        assertThat(sentence).hasSizeLessThan(1_300).doesNotContainPattern("[\\p{Cc}\\p{Cs}\\u202E\\u2028]");
    }

    @Property
    void an_error_body_of_any_shape_makes_one_sentence(@ForAll("errorBodies") JsonNode body,
            @ForAll @IntRange(min = 100, max = 999) int status) {
        Throwable failure = catchThrowable(() -> new Answers("target", "f", Clock.systemUTC()).read(status, answer(body.toString()), false));

        if (status < 200 || status >= 300) {
            assertThat(failure).isInstanceOfAny(TryAgainException.class, RequestRejectedException.class,
                    CredentialRefusedException.class);
            assertReadable(failure.getMessage());
        } else {
            assertThat(failure).isNull();
        }
    }

    @Property
    void an_error_body_that_is_no_json_makes_one_sentence(@ForAll String body,
            @ForAll @IntRange(min = 400, max = 599) int status) {
        assertReadable(catchThrowable(() -> new Answers("target", "f", Clock.systemUTC()).read(status, answer(body), false)).getMessage());
    }

    @Property
    void the_code_is_found_wherever_it_stands(@ForAll("codes") String code) {
        for (String body : List.of("{\"code\":\"%s\"}", "{\"error\":\"%s\"}", "{\"error\":{\"code\":\"%s\"}}",
                "{\"code\":7,\"error\":{\"code\":\"%s\"}}", "{\"code\":null,\"error\":\"%s\"}")) {
            Throwable failure = catchThrowable(() -> new Answers("target", "f", Clock.systemUTC()).read(422, answer(body.formatted(code)), false));

            assertThat(failure).isInstanceOfSatisfying(RequestRejectedException.class,
                    rejected -> assertThat(rejected.getCode()).isEqualTo(code));
        }
    }

    @Property
    void no_pause_is_longer_than_a_day(@ForAll("pauses") Object value, @ForAll("pauses") Object reset) {
        Message answer = new DefaultMessage(CAMEL);
        answer.setHeader("Retry-After", value);
        answer.setHeader("X-RateLimit-Reset", reset);

        Instant moment = retryAfter.moment(name -> answer.getHeader(name, String.class), 429);

        if (moment != null) {
            assertThat(moment).isBeforeOrEqualTo(NOW.plus(Duration.ofDays(1)));
        }
    }

    @Property
    void seconds_are_kept_up_to_a_day(@ForAll @IntRange(min = 0, max = 86_400) int seconds) {
        assertThat(retryAfter.moment(name -> name.equals("Retry-After") ? " " + seconds + " " : null, 429))
                .isEqualTo(NOW.plusSeconds(seconds));
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.strings().withCharRange('a', 'z').withChars('_').ofMinLength(1).ofMaxLength(60);
    }

    @Provide
    Arbitrary<Object> pauses() {
        Arbitrary<Object> words = Arbitraries.of("", " ", "-1", "-99999999999999999999", "0", "1.5", "1e9", "NaN", "Infinity", "null",
                "9223372036854775808", "999999999", "9999999999", "\u0661\u0662", "0x10", "Wed, 21 Oct 2015 07:28:00 GMT",
                "Wed, 21 Oct 9999 07:28:00 GMT", "Fri, 31 Dec 999999999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "tomorrow",
                "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00+18:00", "2026-03-01T12:00:30Z", List.of("1", "2"), 5,
                Double.NaN, Long.MIN_VALUE);
        return Arbitraries.oneOf(words, Arbitraries.strings().map(text -> (Object) text), Arbitraries.longs().map(n -> (Object) n.toString()));
    }

    @Provide
    Arbitrary<JsonNode> errorBodies() {
        return Arbitraries.lazyOf(this::texts, this::scalars, this::texts, this::objects, this::arrays);
    }

    private Arbitrary<JsonNode> texts() {
        return Arbitraries.strings().ofMaxLength(2_000).map(JsonNodeFactory.instance::textNode);
    }

    private Arbitrary<JsonNode> scalars() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return Arbitraries.of(json.nullNode(), json.booleanNode(true), json.numberNode(-1), json.numberNode(1e300),
                json.textNode(""), json.textNode("a\r\nb\u001B[31m\u202E\uD83D\uDE00"), json.textNode("\u0000"));
    }

    private Arbitrary<JsonNode> arrays() {
        return errorBodies().list().ofMaxSize(3).map(items -> JsonNodeFactory.instance.arrayNode().addAll(items));
    }

    private Arbitrary<JsonNode> objects() {
        Arbitrary<String> names = Arbitraries.of("code", "error", "errors", "errorMessages", "message", "detail", "details", "title",
                "error_description", "status", "", "\r\n");
        return Combinators.combine(names, errorBodies()).as((name, value) ->
                JsonNodeFactory.instance.objectNode().set(name, value)).map(node -> (JsonNode) node)
                .list().ofMaxSize(4).map(members -> {
                    var body = JsonNodeFactory.instance.objectNode();
                    members.forEach(member -> member.properties().forEach(one -> body.set(one.getKey(), one.getValue())));
                    return body;
                });
    }
}
