package io.github.cameljirasync.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import org.apache.camel.Message;

/**
 * What a service says about a request that failed. The code may stand at {@code code}, {@code error} or
 * {@code error.code}; details at {@code errors}, {@code errorMessages}, {@code message}, {@code detail} or
 * {@code title}; the body may as well be HTML or nothing.
 *
 * @param code    the service's own name of the error; empty when it gives none
 * @param details its sentences and field errors, cut to a readable length; empty when it gives none
 * @param fields  the {@code errors} member as JSON; null when it has none
 */
public record Problem(String code, String details, JsonNode fields) {

    private static final int LONGEST_DETAILS = 1_000;
    private static final int LONGEST_CODE = 100;

    static Problem read(ObjectReader json, Message answer) {
        try (InputStream in = answer.getBody(InputStream.class)) {
            JsonNode body = in == null ? null : json.readTree(in);
            return body == null || !body.isObject() ? none() : of(body);
        } catch (IOException e) {
            // the status alone decides what is done; a body that can't be read adds nothing to it
            return none();
        }
    }

    /** What a JSON object says about an error. */
    public static Problem of(JsonNode body) {
        JsonNode fields = body.path("errors").isMissingNode() ? body.path("error").path("errors") : body.path("errors");
        boolean hasFields = fields.isContainerNode() && !fields.isEmpty();
        List<String> details = new ArrayList<>();
        body.path("errorMessages").forEach(message -> details.add(message.asText()));
        for (String name : new String[] {"message", "detail", "title", "error_description"}) {
            addText(details, body.path(name));
        }
        addText(details, body.path("error").path("message"));
        if (hasFields) {
            details.add(fields.toString());
        }
        return new Problem(code(body), Wording.quoted(String.join("; ", details), LONGEST_DETAILS), hasFields ? fields : null);
    }

    private static Problem none() {
        return new Problem("", "", null);
    }

    private static String code(JsonNode body) {
        for (JsonNode candidate : new JsonNode[] {body.path("code"), body.path("error"), body.path("error").path("code")}) {
            if (candidate.isTextual()) {
                return Wording.quoted(candidate.asText(), LONGEST_CODE);
            }
        }
        return "";
    }

    private static void addText(List<String> details, JsonNode node) {
        if (node.isTextual() && !node.asText().isBlank()) {
            details.add(node.asText());
        }
    }

    /** Code and details as they follow a status in a sentence. */
    String inBrackets() {
        if (code.isEmpty() && details.isEmpty()) {
            return "";
        }
        return " (" + (code.isEmpty() || details.isEmpty() ? code + details : code + ": " + details) + ")";
    }
}
