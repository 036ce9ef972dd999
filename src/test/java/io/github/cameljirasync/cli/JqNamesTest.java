package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.cameljirasync.mapping.Cut;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JqNamesTest {

    private final JqFunctions functions = new JqFunctions(new DefaultCamelContext(), Map.of("cut", Cut.class));

    private List<String> said(String query) {
        return JqSyntax.faults(query, functions).stream()
                .map(fault -> fault.line() + ":" + fault.column() + " " + fault.reason()).toList();
    }

    @Test
    void aMistypedFunctionIsNamedWithItsPlaceAndWhatWasMeant() {
        assertThat(said("{\n  title: (.fields.summary | cutt(200))\n}"))
                .containsExactly("2:29 there is no jq function 'cutt'; did you mean cut?");
        assertThat(said(".a | lenght")).containsExactly("1:6 there is no jq function 'lenght'; did you mean length?");
        assertThat(said("\"a \\(.b | nonsense_here) c\"")).containsExactly("1:11 there is no jq function 'nonsense_here'");
        assertThat(said("@bas64")).singleElement().asString().contains("'@bas64'; did you mean @base64?");
    }

    @Test
    void aFunctionWithTheWrongNumberOfArgumentsIsNamed() {
        assertThat(said(".a | cut")).containsExactly("1:6 the jq function cut takes 1 argument, not 0");
        assertThat(said("length(1)")).containsExactly("1:1 the jq function length takes no argument, not 1");
        assertThat(said("def f(a; b): a; f(1)")).containsExactly("1:17 there is no jq function 'f'");
    }

    @Test
    void aVariableThatNothingBindsIsNamed() {
        assertThat(said(".a as $x | $y")).singleElement().asString()
                .startsWith("1:12 the jq variable $y is not defined").contains("variable(\"y\")");
        assertThat(said("(.a as $x | $x) | $x")).singleElement().asString().startsWith("1:19 ");
        assertThat(said("def f($p): $p; $p")).singleElement().asString().startsWith("1:16 ");
        assertThat(said("{$x}")).hasSize(1);
    }

    @Test
    void aFunctionOutsideOfWhereItIsDefinedIsNamed() {
        assertThat(said("(def inner: 1; inner) | inner")).containsExactly("1:25 there is no jq function 'inner'");
        assertThat(said("def f(g): g; g")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "def a: b; def b: 1; a",
        "def f(x; $y): def g: x + $y; if x == 0 then 0 else f(x - 1; $y) + g end; f(2; 3)",
        "reduce .[] as [$a, {b: $c, $d}] (0; . + $a + $c + $d)",
        "foreach .[] as $x (0; . + $x; [$x, .])",
        "{title, if: 1, \"k\": .a, (\"x\" + \"y\"): 2, as: 3, length: 4, map: .b, cutt}",
        ".cutt.lenght | .[\"nonsense\"] | .. | .a?.b?",
        "label $out | foreach .[] as $i (0; 1; if . > 3 then ., break $out else . end)",
        "try error(\"x\") catch . | @base64 \"a\\(.)\" | @json",
        "[limit(3; .[])] | map(select(. > 1)) | sort_by(.a) | with_entries(.value |= tostring)",
        "variable(\"a\") // header(\"b\") // property(\"c\"; \"d\")",
        "# cutt\n.a | cut(3)",
        "[.[] | {key: .k, value: .v}] | from_entries | to_entries | paths(type == \"number\")",
        "def whole: tostring | split(\".\")[0] | tonumber; [1.5 | whole] | add",
        ".a as $x | .b as $y | def f: $x + $y; f",
        "map((def up: ascii_upcase; up))"})
    void whatIsDefinedIsNoProblem(String query) {
        assertThat(said(query)).isEmpty();
    }

    @Test
    void everyMappingOfTheProjectIsFreeOfThem() throws Exception {
        RouteFiles files = new RouteFiles().among(RouteFolder.of(Path.of("")).referred());

        assertThat(files.checkAll(Path.of("routes"))).isEmpty();
        assertThat(files.checkAll(Path.of("src/main/resources/kamelets"))).isEmpty();
    }
}
