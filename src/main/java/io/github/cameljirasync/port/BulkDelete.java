package io.github.cameljirasync.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.delivery.Batch;
import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.http.RequestRejectedException;
import org.apache.camel.Exchange;

/** The steps of {@code port-entity-removal-sink} and {@code port-delete-action} that are no HTTP. */
public final class BulkDelete {

    private static final int NOT_FOUND = 404;

    /** Makes the target in {@value Delivered#FORMER_TARGET_ID}, blueprint and identifier, a message of a batch. */
    public void prepare(Exchange exchange) {
        EntityId entity = EntityId.of(exchange.getVariable(Delivered.FORMER_TARGET_ID, String.class));
        exchange.setVariable(Batch.KEY, entity.blueprint());
        exchange.getMessage().setBody(entity);
    }

    /** Begins to delete the entities of the list in the body, all of one blueprint. */
    public void begin(Exchange exchange) {
        exchange.setVariable(Deletion.VARIABLE, new Deletion(exchange.getMessage().getBody(EntityId[].class)));
    }

    /** Makes what is left one request. */
    public void several(Exchange exchange) {
        Deletion deletion = deletion(exchange);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode entities = body.putArray("entities");
        deletion.left().forEach(entities::add);
        exchange.setVariable(BulkUpsert.PATH, path(deletion) + "/bulk/entities/delete");
        exchange.getMessage().setBody(body);
    }

    /** Takes note of the answer in the body; Port may delete only some. */
    public void deleted(Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        deletion(exchange).deleted(answer == null ? JsonNodeFactory.instance.arrayNode() : answer.path("deletedEntities"));
    }

    /** Makes the next of those that a bulk call does not delete, because they are gone or can't go, a request of its own. */
    public void single(Exchange exchange) {
        Deletion deletion = deletion(exchange);
        exchange.setVariable(BulkUpsert.PATH, path(deletion) + "/entities/" + Paths.segment(deletion.next()));
        exchange.getMessage().setBody(null);
    }

    /** Takes note that Port has refused the single request; an entity that is gone needs nothing. */
    public void refused(Exchange exchange) {
        RequestRejectedException reason = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RequestRejectedException.class);
        if (reason.getStatus() != NOT_FOUND) {
            deletion(exchange).failed(reason);
        }
    }

    /** Makes a list of what became of each entity the body, in the order in which they came. */
    public void results(Exchange exchange) {
        exchange.getMessage().setBody(deletion(exchange).results());
    }

    private static String path(Deletion deletion) {
        return "/v1/blueprints/" + Paths.segment(deletion.blueprint());
    }

    private static Deletion deletion(Exchange exchange) {
        return exchange.getVariable(Deletion.VARIABLE, Deletion.class);
    }
}
