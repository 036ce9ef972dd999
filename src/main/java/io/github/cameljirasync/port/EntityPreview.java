package io.github.cameljirasync.port;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.delivery.MissingRelationException;
import org.apache.camel.Exchange;

/** The steps of {@code port-entity-preview-action} that are no HTTP. */
public final class EntityPreview {

    private static final String PAYLOAD = "jiraSyncPayload";

    private final BulkUpsert upsert;

    public EntityPreview(BulkUpsert upsert) {
        this.upsert = upsert;
    }

    /** Makes the entity in the body a batch of one. */
    public void batch(Exchange exchange) {
        upsert.prepare(exchange);
        exchange.getMessage().setBody(List.of(exchange.getMessage().getBody()));
    }

    /**
     * Takes Port's verdict. That a related entity is missing says nothing, because a run writes the parents too.
     *
     * @throws Exception what Port has against the entity
     */
    public void verdict(Exchange exchange) throws Exception {
        Object result = exchange.getMessage().getBody(List.class).get(0);
        if (result instanceof Exception failure && !(failure instanceof MissingRelationException)) {
            throw failure;
        }
    }

    /** Names the path of the entity, for a request without a body. */
    public void path(Exchange exchange) {
        JsonNode entity = entity(exchange);
        exchange.setVariable(BulkUpsert.PATH, "/v1/blueprints/" + Paths.segment(entity.path("blueprint").asText())
                + "/entities/" + Paths.segment(entity.path("identifier").asText()));
        exchange.getMessage().setBody(null);
    }

    /** Makes the body what Port has of all that the entity would write. */
    public void present(Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        exchange.getMessage().setBody(answer == null ? null : common(answer.path("entity"), entity(exchange)));
    }

    private static ObjectNode common(JsonNode present, JsonNode wanted) {
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        wanted.properties().forEach(member -> {
            JsonNode there = present.get(member.getKey());
            if (there != null) {
                common.set(member.getKey(), there.isObject() && member.getValue().isObject()
                        ? common(there, member.getValue()) : there);
            }
        });
        return common;
    }

    private static JsonNode entity(Exchange exchange) {
        return exchange.getVariable(PAYLOAD, JsonNode.class);
    }
}
