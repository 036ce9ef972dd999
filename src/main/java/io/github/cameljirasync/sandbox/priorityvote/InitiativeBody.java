package io.github.cameljirasync.sandbox.priorityvote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the body of a POST or PATCH. The limits are the ones that priority-vote-facts.md assumes. Members it doesn't
 * know are ignored.
 */
final class InitiativeBody {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 20_000;
    private static final int LONGEST_REFERENCE = 255;
    private static final int MOST_EFFORT = 100;

    private final JsonNode body;
    private final Set<String> sources;
    private final Map<String, String> errors = new LinkedHashMap<>();

    /** @param sources the names that the server's registry accepts as external_source */
    InitiativeBody(JsonNode body, Set<String> sources) {
        this.body = body;
        this.sources = sources;
    }

    /** What is wrong, by field; complete after {@link #on}. */
    Map<String, String> errors() {
        return errors;
    }

    /** The initiative with the body's members put over it; {@code base} has a null title when there is none yet. */
    Initiative on(Initiative base) {
        String title = text("title", base.title(), LONGEST_TITLE);
        if (title == null || title.isBlank()) {
            errors.putIfAbsent("title", "is required");
        }
        String description = text("description", base.description(), LONGEST_DESCRIPTION);
        String status = text("status", base.status(), LONGEST_TITLE);
        if (!"open".equals(status) && !"archived".equals(status)) {
            errors.put("status", "must be open or archived");
        }
        String source = text("external_source", base.externalSource(), LONGEST_REFERENCE);
        if (source != null && !sources.contains(source)) {
            errors.put("external_source", "is not a registered source");
        }
        String reference = text("external_ref", base.externalRef(), LONGEST_REFERENCE);
        if ((source == null) != (reference == null)) {
            errors.putIfAbsent("external_ref", "external_source and external_ref go together");
        }
        return new Initiative(base.number(), base.backlogId(), title, description, effort(base.effort()), status,
                source, reference, base.createdAt(), base.updatedAt());
    }

    private String text(String name, String standard, int longest) {
        JsonNode value = body.get(name);
        if (value == null) {
            return standard;
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            errors.put(name, "must be a text");
            return standard;
        }
        String text = value.textValue();
        if (text.codePointCount(0, text.length()) > longest) {
            errors.put(name, "must have at most " + longest + " characters");
        }
        return text;
    }

    private int effort(int standard) {
        JsonNode value = body.get("effort");
        if (value == null) {
            return standard;
        }
        if (!value.isIntegralNumber() || value.longValue() < 1 || value.longValue() > MOST_EFFORT) {
            errors.put("effort", "must be a whole number from 1 to " + MOST_EFFORT);
            return standard;
        }
        return value.intValue();
    }
}
