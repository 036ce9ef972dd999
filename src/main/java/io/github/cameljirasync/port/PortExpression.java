package io.github.cameljirasync.port;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A jq expression of a mapping file.
 *
 * @param text as it stands in the file
 * @param path path of its key, for example {@code resources[3].port.entity.mappings.properties.status}
 */
record PortExpression(String text, String path, PortJq.Compiled compiled) {

    /** @throws JqException when the expression fails for this record */
    JsonNode first(JsonNode record) {
        return compiled.first(record);
    }
}
