package io.github.cameljirasync.port;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameljirasync.delivery.Batch;
import io.github.cameljirasync.delivery.Delivered;
import io.github.cameljirasync.delivery.MissingRelationException;
import io.github.cameljirasync.delivery.PayloadHash;
import io.github.cameljirasync.http.Problem;
import io.github.cameljirasync.http.RequestRejectedException;
import io.github.cameljirasync.http.TooManyRequestsException;
import io.github.cameljirasync.http.TryAgainException;
import io.github.cameljirasync.run.MisconfiguredException;
import org.apache.camel.Exchange;

/** The steps of {@code port-entity-sink} and {@code port-entities-action} that are no HTTP. */
public final class BulkUpsert {

    /** Path of the request in hand, below the URL. */
    public static final String PATH = "jiraSyncPortPath";

    private static final ObjectWriter JSON = new JsonMapper().writer();
    private static final byte[] BEGIN = "{\"entities\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "]}".getBytes(StandardCharsets.UTF_8);
    private static final String SENT = "jiraSyncPortSent";
    /** Port takes 1 MiB in a request. */
    private static final int MOST_BYTES = 1 << 20;
    private static final int NOT_FOUND = 404;
    /** From this try on an entity travels alone, so that one which Port can't digest spoils it for no other. */
    private static final int ALONE = 3;

    /**
     * @param blueprint the blueprint of the entity
     * @param json      the entity as it stands in the call
     */
    private record Message(String blueprint, byte[] json) {
    }

    /** What became of an entity. */
    private record Upserted(String identifier, boolean created) {
    }

    /**
     * Makes the entity in the body a message of a batch, and says which others may travel with it. Keeps it as
     * {@value PayloadHash#PAYLOAD}.
     *
     * @throws RequestRejectedException for an entity that is larger than a request may be
     */
    public void prepare(Exchange exchange) {
        JsonNode entity = exchange.getMessage().getBody(JsonNode.class);
        String blueprint = entity == null ? "" : entity.path("blueprint").asText("");
        if (blueprint.isEmpty() || entity.path("identifier").isMissingNode()) {
            throw new IllegalArgumentException("The body for the sink must be an entity of Port as JSON, with an identifier"
                    + " and a blueprint.");
        }
        exchange.setVariable(PayloadHash.PAYLOAD, entity);
        Message message = new Message(blueprint, bytes(entity));
        if (BEGIN.length + message.json().length + END.length > MOST_BYTES) {
            throw new RequestRejectedException("The entity was not sent: " + tooLarge(message), new Problem("", "", null));
        }
        exchange.setVariable(Batch.KEY, isSuspect(exchange) ? blueprint + ' ' + exchange.getExchangeId() : blueprint);
        exchange.setVariable(Batch.BYTES, (long) message.json().length + 1);
        exchange.getMessage().setBody(message);
    }

    private static boolean isSuspect(Exchange exchange) {
        int tries = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return tries >= ALONE && !(failure instanceof TooManyRequestsException);
    }

    /** Makes the messages of the list in the body one request. */
    public void join(Exchange exchange) {
        List<Message> messages = Arrays.asList(exchange.getMessage().getBody(Message[].class));
        ByteArrayOutputStream body = new ByteArrayOutputStream(messages.stream().mapToInt(one -> one.json().length + 1).sum() + 32);
        body.writeBytes(BEGIN);
        for (int i = 0; i < messages.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(messages.get(i).json());
        }
        body.writeBytes(END);
        exchange.setVariable(SENT, messages);
        exchange.setVariable(PATH, "/v1/blueprints/" + Paths.segment(messages.get(0).blueprint()) + "/entities/bulk");
        exchange.getMessage().setBody(body.toByteArray());
    }

    /** Makes the answer in the body a list of what became of each entity, in the order of the request. */
    public void results(Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        Object[] results = new Object[sent(exchange).size()];
        if (answer != null) {
            answer.path("entities").forEach(done -> put(results, done, new Upserted(done.path("identifier").asText(),
                    done.path("created").asBoolean())));
            answer.path("errors").forEach(error -> put(results, error, failure(error)));
        }
        List<Object> all = new ArrayList<>();
        for (Object result : results) {
            all.add(result != null ? result
                    : new TryAgainException(PortCaller.SYSTEM, "answered nothing about one of the entities", null));
        }
        exchange.getMessage().setBody(all);
    }

    private static void put(Object[] results, JsonNode about, Object result) {
        int index = about.path("index").asInt(-1);
        if (index >= 0 && index < results.length) {
            results[index] = result;
        }
    }

    private static Exception failure(JsonNode error) {
        int status = error.path("statusCode").asInt();
        Problem problem = Problem.of(error);
        String says = "answered " + status + " about this entity (" + problem.code() + ": " + problem.details() + ")";
        if (status == NOT_FOUND) {
            return new MissingRelationException(PortCaller.SYSTEM, says);
        }
        return status == 429 || status >= 500 || status < 400
                ? new TryAgainException(PortCaller.SYSTEM, says, null)
                : new RequestRejectedException(PortCaller.SYSTEM, status, problem);
    }

    /**
     * Says what it means that Port does not know the blueprint of the request.
     *
     * @throws MisconfiguredException   when the mapping file names it
     * @throws RequestRejectedException when an expression has made it of a record
     */
    public void blueprintMissing(Exchange exchange) {
        String blueprint = sent(exchange).get(0).blueprint();
        if (PortBlueprints.named(exchange).contains(blueprint)) {
            throw new MisconfiguredException("Port has no blueprint '" + blueprint
                    + "': create it at Port, or correct the mapping file (setting port.mapping).");
        }
        throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RequestRejectedException.class);
    }

    /**
     * Says what it means that Port takes no request of this size.
     *
     * @throws RequestRejectedException with the size of the entity, where it is the only one of the request
     */
    public void tooLarge(Exchange exchange) {
        RequestRejectedException rejection = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RequestRejectedException.class);
        List<Message> sent = sent(exchange);
        if (sent.size() > 1) {
            throw rejection;
        }
        throw new RequestRejectedException(PortCaller.SYSTEM, rejection.getStatus(),
                new Problem(rejection.getCode(), tooLarge(sent.get(0)), rejection.problem().fields()));
    }

    private static String tooLarge(Message message) {
        return String.format(Locale.ROOT, "with %,d KiB it is larger than a request of Port may be; shorten its longest values in"
                + " the mapping file (setting port.mapping)", (message.json().length + 1023) / 1024);
    }

    /** Names the entity that the message in hand has become at Port. */
    public void keep(Exchange exchange) {
        Upserted done = exchange.getMessage().getBody(Upserted.class);
        String blueprint = exchange.getVariable(PayloadHash.PAYLOAD, JsonNode.class).path("blueprint").asText();
        exchange.setVariable(Delivered.TARGET_ID, new EntityId(blueprint, done.identifier()).toString());
        exchange.setVariable(Delivered.OUTCOME, done.created() ? "created" : "updated");
        exchange.getMessage().setBody(done.identifier());
    }

    @SuppressWarnings("unchecked")
    private static List<Message> sent(Exchange exchange) {
        return exchange.getVariable(SENT, List.class);
    }

    private static byte[] bytes(JsonNode entity) {
        try {
            return JSON.writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The entity can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
