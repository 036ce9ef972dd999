package io.github.cameljirasync.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the tests of this package read and build. */
final class Mappings {

    static final ObjectMapper JSON = new ObjectMapper();
    static final PortJq JQ = new PortJq();
    static final Path DEFAULT_FILE = Path.of("routes/mappings/port-app-config.yml");

    private Mappings() {
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json.toString(), e);
        }
    }

    static JsonNode resource(String name) {
        return json(text(name));
    }

    static String text(String name) {
        try (InputStream in = Mappings.class.getResourceAsStream("/port/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PortMapping shipped() {
        try {
            return PortMapping.read(DEFAULT_FILE.toString(), Files.readString(DEFAULT_FILE), JQ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PortMapping read(String yaml) {
        return PortMapping.read("map.yml", yaml, JQ);
    }

    /** A mapping of issues whose entity has the lines below {@code mappings}. */
    static String issues(String mappings) {
        return issues("query: \"true\"", "", mappings);
    }

    static String issues(String selector, String port, String mappings) {
        return """
                resources:
                  - kind: issue
                    selector:
                %s
                    port:
                %s      entity:
                        mappings:
                %s
                """.formatted(selector.indent(6).stripTrailing(), port.isEmpty() ? "" : port.indent(6),
                mappings.indent(10).stripTrailing());
    }

    /** A mapping of issues with one property, {@code x}. */
    static String property(String expression) {
        return issues("identifier: .key\nblueprint: '\"jiraIssue\"'\nproperties:\n  x: " + JSON.getNodeFactory()
                .textNode(expression));
    }

    static MappedRecord map(PortMapping mapping, Kind kind, JsonNode record) {
        return new PortMapper(mapping.options()).map(mapping.resources(kind).get(0), record);
    }

    static MappedRecord map(String yaml, String record) {
        return map(read(yaml), Kind.ISSUE, json(record));
    }

    /** The entity of a record that must have exactly one and no problem. */
    static JsonNode entity(PortMapping mapping, Kind kind, JsonNode record) {
        MappedRecord mapped = map(mapping, kind, record);
        org.assertj.core.api.Assertions.assertThat(mapped.problems()).isEmpty();
        org.assertj.core.api.Assertions.assertThat(mapped.entities()).hasSize(1);
        return mapped.entities().get(0).toJson();
    }
}
