package io.github.cameljirasync.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdfFixturesTest {

    private static final int NO_LIMIT = 1_000_000;
    private static final Path FIXTURES = Path.of("src/test/resources/adf");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(FIXTURES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void markdown_keeps_every_piece_of_text_in_order(Path file) throws IOException {
        JsonNode document = document(file);

        String markdown = Rendering.markdown(document, NO_LIMIT);

        assertInOrder(words(document), markdown.replace("\\", "").replace("<br>", " "));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void plain_text_keeps_every_piece_of_text_in_order(Path file) throws IOException {
        JsonNode document = document(file);

        String text = Rendering.text(document, NO_LIMIT);

        assertInOrder(words(document), text.replace("\\", ""));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_short_limit_is_kept(Path file) throws IOException {
        JsonNode document = document(file);

        for (int limit : new int[] {1, 2, 3, 10, 57, 200, 1_000}) {
            assertThat(Rendering.markdown(document, limit)).hasSizeLessThanOrEqualTo(limit);
            assertThat(Rendering.text(document, limit)).hasSizeLessThanOrEqualTo(limit);
        }
    }

    private static JsonNode document(Path file) throws IOException {
        JsonNode json = Rendering.JSON.readTree(file.toFile());
        return json.has("fields") ? json.at("/fields/description") : json;
    }

    private static void assertInOrder(List<String> words, String output) {
        int from = 0;
        for (String word : words) {
            int at = output.indexOf(word, from);
            assertThat(at).as("'%s' behind '%s'", word, output.substring(0, from)).isNotNegative();
            from = at + word.length();
        }
    }

    private static List<String> words(JsonNode document) {
        List<String> words = new ArrayList<>();
        collect(document, words);
        return words;
    }

    private static void collect(JsonNode node, List<String> words) {
        JsonNode attrs = node.path("attrs");
        String piece = switch (node.path("type").asText()) {
            case "text" -> node.path("text").asText();
            case "mention", "status", "extension", "inlineExtension", "placeholder" -> attrs.path("text").asText();
            case "emoji" -> attrs.path("text").asText(attrs.path("shortName").asText());
            case "inlineCard", "blockCard", "embedCard" -> attrs.path("url").asText();
            case "expand", "nestedExpand" -> attrs.path("title").asText();
            case "media", "mediaInline" -> attrs.path("alt").asText() + " " + attrs.path("url").asText();
            case "date" -> Instant.ofEpochMilli(attrs.path("timestamp").asLong()).atZone(ZoneOffset.UTC).toLocalDate().toString();
            default -> "";
        };
        Stream.of(piece.replace("\\", "").split("\\s+")).filter(word -> !word.isEmpty()).forEach(words::add);
        for (JsonNode child : node.path("content")) {
            collect(child, words);
        }
    }
}
