package io.github.cameljirasync.port;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.delivery.PayloadHash;

/** An entity as Port takes it. A value: equal to another with the same JSON, whatever the order of its members. */
public final class PortEntity {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode json;

    /**
     * @param identifier a text, or a search query object by which Port finds the entity
     * @param values     title, icon and team as far as they are mapped; what is absent stays at Port as it is
     * @param properties by name, in the mapping's order
     * @param relations  by name, in the mapping's order
     */
    PortEntity(JsonNode identifier, String blueprint, Map<String, JsonNode> values, ObjectNode properties,
            ObjectNode relations) {
        json = JsonNodeFactory.instance.objectNode();
        json.set("identifier", identifier);
        set("title", values);
        set("icon", values);
        json.put("blueprint", blueprint);
        set("team", values);
        json.set("properties", properties);
        json.set("relations", relations);
    }

    private void set(String name, Map<String, JsonNode> values) {
        if (values.containsKey(name)) {
            json.set(name, values.get(name));
        }
    }

    public String blueprint() {
        return json.get("blueprint").textValue();
    }

    /** The identifier, empty where Port has to search for it. */
    public Optional<String> identifier() {
        return Optional.ofNullable(json.get("identifier").textValue());
    }

    /** A copy of the entity as JSON; members in Port's order, properties and relations in the mapping's. */
    public ObjectNode toJson() {
        return json.deepCopy();
    }

    /** The JSON itself, for the one who sends it and has no other use for the entity. */
    ObjectNode json() {
        return json;
    }

    /** Equal for equal entities, whatever the order of their members. */
    public String hash() {
        return PayloadHash.of(json);
    }

    /** Length of the JSON as Jackson writes it in UTF-8, in bytes; an emoji is an escape of twelve. */
    public int sizeInBytes() {
        try (Counter counter = new Counter()) {
            JSON.writeValue(counter, json);
            return counter.bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortEntity entity && json.equals(entity.json);
    }

    @Override
    public int hashCode() {
        return Objects.hash(json);
    }

    @Override
    public String toString() {
        return json.toString();
    }

    private static final class Counter extends OutputStream {

        private int bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
        }
    }
}
