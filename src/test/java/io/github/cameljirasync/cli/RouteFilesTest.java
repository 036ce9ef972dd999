package io.github.cameljirasync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {

    private static final String ROUTE = """
            - route:
                id: a
                from:
                  uri: direct
                  parameters:
                    name: a
                  steps:
            """;
    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: a-sink
            spec:
              definition:
                title: A Sink
              template:
            """;

    private final RouteFiles files = new RouteFiles();

    @Test
    void a_good_route_has_no_problem() {
        assertThat(said("a.camel.yaml", ROUTE + """
                    - to:
                        uri: kamelet:a-sink
                        parameters:
                          anything: "{{a.property}}"
            """)).isEmpty();
    }

    @Test
    void broken_yaml_is_refused_where_it_breaks() {
        assertThat(said("a.camel.yaml", "- route:\n    id: [a\n"))
                .containsExactly("a.camel.yaml:3:1: not YAML: while parsing a flow sequence that starts in line 2, "
                        + "expected ',' or ']', but got <stream end>");
        assertThat(said("a.camel.yaml", "# nothing\n")).containsExactly("a.camel.yaml:1:1: the file is empty");
        assertThat(said("a.camel.yaml", "a: b\n"))
                .containsExactly("a.camel.yaml:1:1: a route file is a list of entries such as '- route:'");
    }

    @Test
    void every_unknown_name_of_a_file_is_reported_at_once() {
        assertThat(said("a.camel.yaml", ROUTE + """
                    - setBoddy:
                        id: x
                    - setBody:
                        idd: x
                        expression:
                          simple:
                            expresion: x
                    - filter:
                        expression:
                          simpel:
                            expression: x
            - rout:
                id: b
            """)).containsExactly(
                "a.camel.yaml:8:11: Camel knows nothing called 'setBoddy' here",
                "a.camel.yaml:11:13: setBody has no option 'idd'",
                "a.camel.yaml:14:17: simple has no option 'expresion'",
                "a.camel.yaml:17:15: there is no expression language called 'simpel'",
                "a.camel.yaml:19:3: Camel knows nothing called 'rout' here");
    }

    @Test
    void an_unknown_option_of_the_route_itself_is_reported_at_its_line() {
        assertThat(said("a.camel.yaml", ROUTE.replace("    id: a\n", "    id: a\n    idd: b\n") + "        - stop: {}\n"))
                .containsExactly("a.camel.yaml:3:5: route has no option 'idd'");
    }

    @Test
    void wrong_structure_is_refused() {
        assertThat(said("a.camel.yaml", ROUTE + """
                    - split:
                        steps: x
                    - log: a
                      to: b
                    - stop
                    - to:
                        uri: direct
                        uri: seda
            """)).containsExactly(
                "a.camel.yaml:9:13: steps must be a list, not a single value",
                "a.camel.yaml:10:11: one key is expected here, not log and to, which is often a slip of indentation",
                "a.camel.yaml:12:11: a mapping with one key, the name of an entry or of a step, is expected here",
                "a.camel.yaml:15:13: 'uri' is given twice");
        assertThat(said("a.camel.yaml", "- route:\n    id: a\n"))
                .containsExactly("a.camel.yaml:1:3: route has no from");
        assertThat(said("a.camel.yaml", "- beans:\n    - name: x\n"))
                .containsExactly("a.camel.yaml:1:3: beans: The bean type must be set");
    }

    @Test
    void endpoint_options_that_the_component_does_not_have_are_refused() {
        assertThat(said("a.camel.yaml", ROUTE + """
                    - to:
                        uri: direct
                        parameters:
                          nam: x
                    - to:
                        uri: log
                        parameters:
                          loggerName: x
                          showAl: true
            """)).containsExactly(
                "a.camel.yaml:8:11: to: Option name is required when creating endpoint uri with syntax direct:name",
                "a.camel.yaml:11:15: the component direct has no option 'nam'",
                "a.camel.yaml:16:15: the component log has no option 'showAl'");
    }

    @Test
    void an_inline_jq_query_is_compiled_and_its_line_is_the_line_of_the_file() {
        assertThat(said("a.camel.yaml", ROUTE + """
                    - setBody:
                        expression:
                          jq:
                            expression: |-
                              .a
                              | }
                    - setBody:
                        expression:
                          jq:
                            expression: .["{{a.placeholder}}"]
            """)).containsExactly("a.camel.yaml:13:21: not a jq query: unexpected '}'");
    }

    @Test
    void a_jq_file_is_refused_with_the_place_of_the_syntax_error() {
        assertThat(said("a.jq", "{\n  a: .b,\n  c: (.d | f(1)\n}"))
                .containsExactly("a.jq:4:1: not a jq query: unexpected '}'");
        assertThat(said("a.jq", ".a |")).containsExactly("a.jq:1:4: not a jq query: unexpected end of the query");
        assertThat(said("a.jq", ".a ` b")).containsExactly("a.jq:1:4: not a jq query: unexpected '`'");
        assertThat(said("a.jq", " \n")).containsExactly("a.jq:1:1: the jq query is empty");
    }

    @Test
    void a_jq_function_that_only_a_bean_provides_is_no_problem() {
        assertThat(said("a.jq", "# why\n{text: (.fields.description | toMarkdown(\"x\"))}")).isEmpty();
    }

    @Test
    void a_good_kamelet_has_no_problem() {
        assertThat(said("k/a-sink.kamelet.yaml", KAMELET + """
                beans:
                  - name: b
                    type: java.lang.Object
                from:
                  uri: kamelet:source
                  steps:
                    - to:
                        uri: http
                        parameters:
                          httpUri: "{{url}}"
            """.indent(4))).isEmpty();
    }

    @Test
    void a_kamelet_that_camel_would_not_find_or_not_read_is_refused() {
        assertThat(said("b-sink.kamelet.yaml", KAMELET.replace("kind: Kamelet", "kind: Camelet") + """
                beanss: []
                beans:
                  - nam: x
                from:
                  uri: kamelet:source
                  stepss: []
            """.indent(4) + "  dependancies: []\n")).containsExactly(
                "b-sink.kamelet.yaml:2:7: kind must be Kamelet",
                "b-sink.kamelet.yaml:4:9: metadata.name 'a-sink' must be the file's name 'b-sink', by which Camel "
                        + "looks it up",
                "b-sink.kamelet.yaml:9:9: template has no option 'beanss'",
                "b-sink.kamelet.yaml:11:13: beans has no option 'nam'",
                "b-sink.kamelet.yaml:12:9: from has no steps",
                "b-sink.kamelet.yaml:14:11: from has no option 'stepss'",
                "b-sink.kamelet.yaml:15:3: spec has no key 'dependancies'");
    }

    @Test
    void a_directory_is_checked_file_by_file_and_other_files_are_left_alone(@TempDir Path directory)
            throws IOException {
        Files.writeString(directory.resolve("b.jq"), "}");
        Files.writeString(Files.createDirectory(directory.resolve("a")).resolve("c.camel.yaml"), "x");
        Files.writeString(directory.resolve("README.md"), "}");
        Files.write(directory.resolve("d.jq"), "\u00e4".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(files.checkAll(directory)).extracting(p -> directory.relativize(Path.of(p.file())) + " " + p.message())
                .containsExactly(
                        Path.of("a", "c.camel.yaml") + " a route file is a list of entries such as '- route:'",
                        "b.jq not a jq query: unexpected '}'",
                        "d.jq the file cannot be read as UTF-8 text (MalformedInputException)");
    }

    @Test
    void reading_adds_nothing_to_the_context_that_it_reads_with() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            List<RouteFileProblem> problems = new RouteFiles(context).check("a.camel.yaml", ROUTE + """
                        - to:
                            uri: log
                            parameters:
                              loggerName: a
                - beans:
                    - name: b
                      type: java.lang.Object
                - routeConfiguration:
                    id: c
                    errorHandler:
                      deadLetterChannel:
                        deadLetterUri: log:d
                """);

            assertThat(problems).isEmpty();
            assertThat(context.getRouteDefinitions()).isEmpty();
            assertThat(context.getRouteConfigurationDefinitions()).isEmpty();
            assertThat(context.getEndpoints()).isEmpty();
            assertThat(context.getRegistry().lookupByName("b")).isNull();
        }
    }

    private List<String> said(String file, String text) {
        return files.check(file, text).stream().map(RouteFileProblem::toString).toList();
    }
}
