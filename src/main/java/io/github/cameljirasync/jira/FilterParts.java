package io.github.cameljirasync.jira;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The conditions that the filter of a sync is made of, where the sync wants to know which of them an issue matches.
 *
 * @param conditions in Jira's words, without an order; one or none where nothing is to be told apart
 * @param dataCenter whether Jira is a Data Center, which has no {@code jql/match}
 */
public record FilterParts(List<String> conditions, boolean dataCenter) {

    public static final String VARIABLE = "jiraSyncFilterParts";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param text a JSON array of conditions; empty for none
     * @throws IllegalArgumentException with a sentence, when it is something else
     */
    static FilterParts of(String text, boolean dataCenter) {
        List<String> conditions = new ArrayList<>();
        if (!text.isBlank()) {
            for (JsonNode one : array(text)) {
                conditions.add(Jql.of(one.asText()).condition());
            }
        }
        return new FilterParts(List.copyOf(conditions), dataCenter);
    }

    private static JsonNode array(String text) {
        try {
            JsonNode array = JSON.readTree(text);
            if (array.isArray()) {
                return array;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The parameter 'filters' of jira-issue-source is no JSON: "
                    + e.getOriginalMessage() + '.', e);
        }
        throw new IllegalArgumentException("The parameter 'filters' of jira-issue-source is no JSON array of filters.");
    }

    /** Whether Jira has to be asked which of the conditions an issue matches. */
    public boolean isSeveral() {
        return conditions.size() > 1;
    }
}
