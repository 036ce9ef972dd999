package io.github.cameljirasync.delivery;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.http.TryAgainException;
import org.apache.camel.Exchange;

/**
 * Takes the id of what was just created from the answer to its creation. What becomes a part of a path has to look like an
 * id, and a success without one may have created something, so the creation is repeated under the same key.
 */
public final class AnsweredId {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_:~-][A-Za-z0-9_.:~-]{0,199}");

    private String system = "the target";

    /** @param system name of the system in messages */
    public void setSystem(String system) {
        this.system = system;
    }

    /**
     * Sets the variable {@value Delivered#TARGET_ID} to the member {@code id} of the JSON in the body, or of its
     * {@code data}, and {@value Delivered#OUTCOME} to {@code created}.
     *
     * @throws TryAgainException when there is none, or one that does not look like an id
     */
    public void keep(Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        String id = answer == null ? "" : id(answer);
        if (!ID.matcher(id).matches()) {
            throw new TryAgainException(system, "answered a creation without an id that can be used", null);
        }
        exchange.setVariable(Delivered.TARGET_ID, id);
        exchange.setVariable(Delivered.OUTCOME, "created");
    }

    /** A number counts as its digits; what is no text and no whole number is no id. */
    private static String id(JsonNode answer) {
        JsonNode id = isNothing(answer.path("id")) ? answer.path("data").path("id") : answer.path("id");
        return id.isTextual() || id.isIntegralNumber() ? id.asText() : "";
    }

    private static boolean isNothing(JsonNode id) {
        return id.isMissingNode() || id.isNull() || id.isBoolean() && !id.booleanValue();
    }
}
