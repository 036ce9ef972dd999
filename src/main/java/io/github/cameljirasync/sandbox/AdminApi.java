package io.github.cameljirasync.sandbox;

import java.time.Duration;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Fault;
import io.github.cameljirasync.sandbox.http.Json;
import io.github.cameljirasync.sandbox.http.RecordedRequest;
import io.github.cameljirasync.sandbox.http.RemoteSystem;
import io.github.cameljirasync.sandbox.port.PortEvent;

/** The sandbox's own small API under /_sandbox on all ports; the package documentation describes it. */
final class AdminApi {

    private final Sandbox sandbox;

    AdminApi(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    Answer answer(Call call) {
        return switch (call.method() + " " + call.path()) {
            case "GET /_sandbox" -> Answer.json(200, summary());
            case "GET /_sandbox/faults" -> Answer.json(200, strings(sandbox.faults().active()));
            case "POST /_sandbox/faults" -> addFault(call);
            case "DELETE /_sandbox/faults" -> {
                sandbox.faults().clear();
                yield Answer.empty(204);
            }
            case "GET /_sandbox/requests" -> Answer.json(200, requests());
            case "GET /_sandbox/violations" -> Answer.json(200, strings(sandbox.violations()));
            case "GET /_sandbox/logbook" -> Answer.json(200, strings(sandbox.initiatives().logbook()));
            case "GET /_sandbox/initiatives" -> Answer.html(200, BacklogPage.of(sandbox.initiatives().all()));
            case "GET /_sandbox/entities" -> Answer.html(200, CatalogPage.of(sandbox.portEntities().all()));
            case "POST /_sandbox/changes" -> {
                String count = call.query("count");
                yield Answer.json(200, strings(new DemoData(sandbox.issues(), call.receivedAt())
                        .change(count == null ? 3 : Integer.parseInt(count))));
            }
            default -> Answer.json(404, Json.object().put("error", "The sandbox has no " + call.method() + " "
                    + call.path()));
        };
    }

    private ObjectNode summary() {
        ObjectNode all = Json.object().put("issues", sandbox.issues().all().size())
                .put("initiatives", sandbox.initiatives().size())
                .put("entities", sandbox.portEntities().size())
                .put("violations", sandbox.violations().size());
        ObjectNode port = all.putObject("port");
        for (PortEvent event : PortEvent.values()) {
            port.put(event.name().toLowerCase(Locale.ROOT), sandbox.port().counters().count(event));
        }
        ObjectNode counters = all.putObject("requests");
        sandbox.requests().counters().forEach(counters::put);
        all.set("faults", strings(sandbox.faults().active()));
        return all;
    }

    private static ArrayNode strings(Iterable<?> items) {
        ArrayNode array = Json.array();
        items.forEach(item -> array.add(item.toString()));
        return array;
    }

    private ArrayNode requests() {
        ArrayNode array = Json.array();
        for (RecordedRequest request : sandbox.requests().all()) {
            array.addObject().put("system", request.system().id()).put("method", request.method())
                    .put("target", request.target()).put("status", request.status())
                    .put("receivedAt", request.receivedAt().toString())
                    .put("idempotencyKey", request.idempotencyKey());
        }
        return array;
    }

    private Answer addFault(Call call) {
        JsonNode json = Json.parse(call.body());
        if (json == null || !json.isObject()) {
            return Answer.json(400, Json.object().put("error", "A fault is a JSON object."));
        }
        try {
            Fault fault = fault(json);
            sandbox.faults().add(fault);
            return Answer.json(201, Json.object().put("fault", fault.toString()));
        } catch (IllegalArgumentException e) {
            return Answer.json(400, Json.object().put("error", e.getMessage()));
        }
    }

    private static Fault fault(JsonNode json) {
        Duration duration = Duration.ofMillis(json.path("millis").asLong(1_000));
        Fault fault = switch (json.path("kind").asText("status")) {
            case "status" -> Fault.status(json.path("status").asInt(503));
            case "latency" -> Fault.latency(duration);
            case "reset-before" -> Fault.resetBefore();
            case "reset-after" -> Fault.resetAfter();
            case "half" -> Fault.halfAnswer();
            case "html" -> Fault.html();
            case "drip" -> Fault.drip(duration);
            default -> throw new IllegalArgumentException("No fault of kind '" + json.path("kind").asText()
                    + "': status, latency, reset-before, reset-after, half, html or drip");
        };
        if (json.has("retryAfter")) {
            Duration wait = Duration.ofSeconds(json.get("retryAfter").asLong());
            fault = json.path("retryAfterAsDate").asBoolean() ? fault.retryAfterDate(wait) : fault.retryAfter(wait);
        }
        if (json.has("rateLimitReset")) {
            Duration wait = Duration.ofSeconds(json.get("rateLimitReset").asLong());
            fault = json.path("rateLimitResetAsEpoch").asBoolean() ? fault.rateLimitResetEpoch(wait)
                    : fault.rateLimitReset(wait);
        }
        if (json.path("afterProcessing").asBoolean()) {
            fault = fault.afterProcessing();
        }
        if (json.has("system")) {
            fault = fault.on(RemoteSystem.of(json.get("system").asText()));
        }
        if (json.has("method")) {
            fault = fault.method(json.get("method").asText());
        }
        if (json.has("path")) {
            fault = fault.path(json.get("path").asText());
        }
        if (json.has("probability")) {
            fault = fault.withProbability(json.get("probability").asDouble()).always();
        }
        return json.has("times") ? fault.times(json.get("times").asInt()) : fault;
    }
}
