package io.github.cameljirasync.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON for a person's eyes. */
final class PrettyJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    private PrettyJson() {
    }

    /** The text indented; as it is, without what steers a terminal, when it was cut and so is no JSON. */
    static String of(String json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            return WRITER.writeValueAsString(tree).replaceAll("[\\p{Cf}\\u0080-\\u009f]", " ");
        } catch (JsonProcessingException e) {
            return Table.plain(json);
        }
    }
}
