package io.github.cameljirasync.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON in and out, for all parts of the sandbox. */
public final class Json {

    /** Half a surrogate pair has no UTF-8 form, and can be sent only as an escape. */
    private static final int LAST_BEFORE_SURROGATES = 0xD7FF;
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {
    }

    /** Writes a value with a streaming generator. */
    @FunctionalInterface
    public interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** The parsed document, or null when the bytes are not one JSON document. */
    public static JsonNode parse(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return node == null || node.isMissingNode() ? null : node;
        } catch (IOException e) {
            return null;
        }
    }

    /** The parsed document, or null when the text is not one JSON document. */
    public static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (IOException e) {
            return null;
        }
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes that the given code writes. */
    public static byte[] bytes(Writing writing) {
        try (ByteArrayBuilder out = new ByteArrayBuilder(8192)) {
            try (JsonGenerator json = MAPPER.getFactory().createGenerator(out)) {
                json.setHighestNonEscapedChar(LAST_BEFORE_SURROGATES);
                writing.write(json);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a tree at the generator's position. */
    public static void write(JsonGenerator json, JsonNode node) throws IOException {
        MAPPER.writeTree(json, node);
    }
}
