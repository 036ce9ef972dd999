package io.github.cameljirasync.port;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JqTest {

    private static final String RECORD = """
            {"key":"PA-1","fields":{"summary":"Café 🚀 setup","labels":["b","a","a"],"created":"2023-11-06T11:02:59.000+0000",
            "components":[{"name":"api"},{"name":"ui"}],"customfield_1":null,"story points":3,"big":12345678901,
            "half":2.5,"whole":3.0,"url":"https://x/y?z","map":{"one":1,"two":2},"description":null,"pad":"  x  "}}""";

    /** The results are those of jq 1.6. */
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', value = {
        ".key ¦ \"PA-1\"",
        ".nothing ¦ null",
        "empty ¦ null",
        "1, 2, 3 ¦ 1",
        ".fields.labels[] ¦ \"b\"",
        ".fields.labels | sort | unique | join(\",\") ¦ \"a,b\"",
        ".key | split(\"-\") | .[0] ¦ \"PA\"",
        ".fields.components | map(.name) ¦ [\"api\",\"ui\"]",
        "[.fields.components[] | select(.name == \"ui\") | .name] ¦ [\"ui\"]",
        ".key | test(\"^PA-[0-9]+$\") ¦ true",
        ".key | ascii_downcase ¦ \"pa-1\"",
        ".fields.map | to_entries | map(.key) ¦ [\"one\",\"two\"]",
        ".fields.map | with_entries(.value += 1) ¦ {\"one\":2,\"two\":3}",
        ".fields.created[0:19] + \"Z\" | fromdateiso8601 ¦ 1699268579",
        ".key | gsub(\"-\"; \"_\") ¦ \"PA_1\"",
        ".key | capture(\"(?<p>[A-Z]+)-(?<n>[0-9]+)\") ¦ {\"p\":\"PA\",\"n\":\"1\"}",
        "if .fields.customfield_1 then 1 elif .key then 2 else 3 end ¦ 2",
        ".fields.customfield_1 // \"none\" ¦ \"none\"",
        ".fields.summary[0:6] ¦ \"Café 🚀\"",
        ".fields.summary | length ¦ 12",
        ".key | @base64 ¦ \"UEEtMQ==\"",
        "\"UEEtMQ==\" | @base64d ¦ \"PA-1\"",
        ".fields.url | @uri ¦ \"https%3A%2F%2Fx%2Fy%3Fz\"",
        ".key | ltrimstr(\"PA-\") ¦ \"1\"",
        ".key | ltrimstr(\"PA-\") | tonumber ¦ 1",
        ".fields[\"story points\"] ¦ 3",
        ".fields.big ¦ 12345678901",
        ".fields.big * 1000 ¦ 12345678901000",
        ".fields.half + 1 ¦ 3.5",
        "7 / 2 ¦ 3.5",
        "6 / 2 ¦ 3",
        ".fields.created | strptime(\"%Y-%m-%dT%H:%M:%S.000%z\") ¦ [2023,10,6,11,2,59,1,309]",
        ".fields.created | strptime(\"%Y-%m-%dT%H:%M:%S.000%z\") | mktime ¦ 1699268579",
        "1699268579 | todate ¦ \"2023-11-06T11:02:59Z\"",
        "1699268579 | strftime(\"%A, %d %B %Y %I:%M %p, day %j\") ¦ \"Monday, 06 November 2023 11:02 AM, day 310\"",
        "1699268579 | gmtime | mktime ¦ 1699268579",
        "\"2023-11-06T11:02:59Z\" | fromdate ¦ 1699268579",
        "1 | [limit(3; repeat(. * 2))] ¦ [1,2,4]",
        ".key | IN(\"PA-1\", \"PA-2\") ¦ true",
        ".fields.components | INDEX(.name) | keys ¦ [\"api\",\"ui\"]",
        ".fields.pad | trim ¦ \"x\"",
        "isempty(empty) ¦ true",
        "\"\\(.key): \\(.fields.half)\" ¦ \"PA-1: 2.5\"",
        "try error(\"x\") catch . ¦ \"x\"",
        "[.fields.labels[]?] | first ¦ \"b\"",
        ".fields.map | add ¦ 3",
        "[paths] | length > 3 ¦ true",
        "def f(x): x * 2; f(.fields.half) ¦ 5",
        ". as {key: $k} | $k ¦ \"PA-1\"",
        "reduce .fields.labels[] as $l (0; . + 1) ¦ 3",
        "nan ¦ null",
        "{key, n: 1} ¦ {\"key\":\"PA-1\",\"n\":1}",
        "[.[]?] | .[0] ¦ \"PA-1\"",
        ".fields.labels | index(\"a\") ¦ 1",
        "'jiraIssue' ¦ \"jiraIssue\"",
        ".key + 'x' + .key ¦ \"PA-1xPA-1\"",
        "\"it's\" ¦ \"it's\""})
    void expressions_give_what_jq_gives(String expression, String expected) {
        assertThat(first(expression)).hasToString(Mappings.json(expected).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "$ENV", "env.PATH", "$ENV.PATH", "env | keys", ".fields | env.HOME // \"x\""})
    void the_environment_is_not_visible(String expression) {
        assertThatThrownBy(() -> Mappings.JQ.compile(expression)).isInstanceOf(JqException.class)
                .hasMessage("the environment is not visible to a mapping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"input", "inputs", "debug", "input_filename", "debug_scope", "halt", "stderr"})
    void nothing_outside_of_the_record_can_be_reached(String expression) {
        assertThatThrownBy(() -> Mappings.JQ.compile(expression)).isInstanceOf(JqException.class)
                .hasMessage("'" + expression + "' is not available in a mapping");
    }

    @Test
    void what_camel_shows_to_its_own_expressions_is_not_visible_either() {
        assertThatThrownBy(() -> Mappings.JQ.compile("header(\"Authorization\")")).isInstanceOf(JqException.class)
                .hasMessage("there is no function header/1");
        assertThatThrownBy(() -> Mappings.JQ.compile("import \"a\" as a; .")).isInstanceOf(JqException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', value = {
        ".key | nosuch ¦ there is no function nosuch/0",
        ".key | split ¦ there is no function split/0",
        "def f: 1; f(2) ¦ there is no function f/1",
        "$x ¦ there is no variable $x",
        "{$x} ¦ there is no variable $x",
        "@nope ¦ there is no format @nope",
        ".key | | .x ¦ it is not jq: '|' is not expected at column 8",
        ".key + ¦ it is not jq: it ends too early",
        "if .a then 1 end ¦ it is not jq: 'end' is not expected at column 14",
        "if .a then nosuch(1) else 2 end ¦ there is no function nosuch/1"})
    void what_does_not_compile_says_why(String expression, String reason) {
        assertThatThrownBy(() -> Mappings.JQ.compile(expression)).isInstanceOf(JqException.class).hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "def f(x): x; f(1)", "def f($x): $x; f(1)", ". as [$a, {b: $c}] | $a, $c", ". as {$key} | $key",
        "reduce .[]? as $i (0; . + 1)", "label $out | 1, break $out", "def a: def b: 1; b; a"})
    void names_that_the_expression_defines_are_known(String expression) {
        assertThat(Mappings.JQ.compile(expression)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "def f: f; f", "[range(1e12)]", "[limit(1e9; repeat(1))]", "last(range(1e12))", "reduce range(1e12) as $i (0; . + 1)",
        "until(false; .)", "[recurse(.)]", "[range(2000000)] | length",
        "[range(100000)] | map(tostring) | join(\"\") * 10"})
    void an_expression_without_end_ends_as_a_problem(String expression) {
        assertThatThrownBy(() -> first(expression)).isInstanceOf(JqException.class)
                .hasMessageMatching("it .*|its result .*");
    }

    @Test
    void only_the_first_output_of_an_endless_expression_is_made() {
        assertThat(first("range(1e12)").asInt()).isZero();
        assertThat(first("1 | repeat(2)").asInt()).isEqualTo(1);
        assertThat(first("1, last(range(1e12))").asInt()).isEqualTo(1);
        assertThat(first("def f: f; 1, f").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1, error(\"x\")", "1, (.key | .x)", "try (1, error(\"x\")) catch 2", "1, (.key | .x?)",
        "label $out | 1, break $out", "(1, error(\"x\")) // 2", "first(1, error(\"x\"))", "1, (.key | test(\"(\"))",
        "1 | ., [limit(1e9; repeat(1))]"})
    void what_comes_after_the_first_output_does_not_matter(String expression) {
        assertThat(first(expression).asInt()).isEqualTo(1);
    }

    @Test
    void a_result_that_is_too_deep_is_refused() {
        assertThatThrownBy(() -> first("reduce range(200) as $i (1; [.])")).isInstanceOf(JqException.class)
                .hasMessage("its result has more than 100 levels");
        assertThat(first("reduce range(100) as $i (1; [.])").isArray()).isTrue();
    }

    @Test
    void after_an_expression_went_out_of_bounds_the_next_one_works() {
        assertThatThrownBy(() -> first("def f: f; f")).isInstanceOf(JqException.class);

        assertThat(first("[range(3)]")).hasToString("[0,1,2]");
    }

    @Test
    void an_error_behind_a_question_mark_in_brackets_is_lost_as_the_documentation_says() {
        assertThat(first("(.key)? | error(\"x\")").isNull()).isTrue();
        assertThatThrownBy(() -> first("(try .key catch null) | error(\"x\")")).isInstanceOf(JqException.class);
    }

    @Test
    void functions_of_the_bundle_can_be_added() {
        PortJq jq = new PortJq(Map.of("shout", (scope, args, in, path, output, version) ->
                output.emit(TextNode.valueOf(in.asText() + "!"), null)));

        assertThat(jq.compile(".key | shout").first(Mappings.json(RECORD)).textValue()).isEqualTo("PA-1!");
    }

    @Test
    void a_result_shares_nothing_with_the_record() {
        JsonNode record = Mappings.json(RECORD);
        JsonNode labels = Mappings.JQ.compile(".fields.labels").first(record);

        assertThat(labels).isEqualTo(record.at("/fields/labels")).isNotSameAs(record.at("/fields/labels"));
    }

    private static JsonNode first(String expression) {
        return Mappings.JQ.compile(expression).first(Mappings.json(RECORD));
    }
}
