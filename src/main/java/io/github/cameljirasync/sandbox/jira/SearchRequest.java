package io.github.cameljirasync.sandbox.jira;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Call;
import io.github.cameljirasync.sandbox.http.Json;

/**
 * A request to search/jql, not yet judged (jira-facts 1.2 to 1.4).
 *
 * @param token      null on the first page
 * @param maxResults as asked, 0 for an explicit null
 * @param reconcile  ids of reconcileIssues
 * @param expand     as asked: one comma-separated list, or several
 */
record SearchRequest(String jql, String token, int maxResults, List<String> fields, List<Long> reconcile, List<String> expand) {

    private static final int STANDARD_PAGE = 50;
    private static final int MOST_PROPERTIES = 5;
    private static final int MOST_RECONCILED = 50;

    /** The request in a POST body, or null when the strict reader refuses it. */
    static SearchRequest ofBody(byte[] bytes) {
        JsonNode body = Json.parse(bytes);
        if (body == null || !body.isObject()) {
            return null;
        }
        String jql = null;
        String token = null;
        int maxResults = STANDARD_PAGE;
        List<String> fields = List.of();
        List<Long> reconcile = List.of();
        List<String> expand = List.of();
        for (Iterator<Map.Entry<String, JsonNode>> members = body.fields(); members.hasNext();) {
            Map.Entry<String, JsonNode> member = members.next();
            JsonNode value = member.getValue();
            boolean right;
            switch (member.getKey()) {
                case "jql" -> {
                    right = value.isTextual() || value.isNull();
                    jql = value.textValue();
                }
                case "nextPageToken" -> {
                    right = value.isTextual() || value.isNull();
                    token = value.textValue();
                }
                case "maxResults" -> {
                    right = value.isInt() || value.isNull();
                    maxResults = value.intValue();
                }
                case "fields" -> {
                    right = texts(value);
                    fields = strings(value);
                }
                case "properties" -> right = texts(value) && value.size() <= MOST_PROPERTIES;
                case "expand" -> {
                    right = value.isTextual() || value.isNull();
                    expand = value.isTextual() ? List.of(value.textValue()) : List.of();
                }
                case "fieldsByKeys" -> right = value.isBoolean() || value.isNull();
                case "reconcileIssues" -> {
                    right = numbers(value) && value.size() <= MOST_RECONCILED;
                    reconcile = new ArrayList<>();
                    for (JsonNode id : value) {
                        reconcile.add(id.longValue());
                    }
                }
                default -> right = false;
            }
            if (!right) {
                return null;
            }
        }
        return new SearchRequest(jql, token, maxResults, fields, reconcile, expand);
    }

    /** The request in a query string, where unknown parameters are ignored; null for an unreadable number. */
    static SearchRequest ofQuery(Call call) {
        String maxResults = call.query("maxResults");
        try {
            List<Long> reconcile = call.queryAll("reconcileIssues").stream()
                    .flatMap(ids -> List.of(ids.split(",")).stream()).map(Long::valueOf).toList();
            return reconcile.size() > MOST_RECONCILED ? null
                    : new SearchRequest(call.query("jql"), call.query("nextPageToken"),
                            maxResults == null ? STANDARD_PAGE : Integer.parseInt(maxResults),
                            call.queryAll("fields"), reconcile, call.queryAll("expand"));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static boolean texts(JsonNode value) {
        if (!value.isArray()) {
            return value.isNull();
        }
        for (JsonNode item : value) {
            if (!item.isTextual()) {
                return false;
            }
        }
        return true;
    }

    static List<String> strings(JsonNode value) {
        List<String> strings = new ArrayList<>();
        for (JsonNode item : value) {
            strings.add(item.textValue());
        }
        return strings;
    }

    static boolean numbers(JsonNode value) {
        if (!value.isArray()) {
            return value.isNull();
        }
        for (JsonNode item : value) {
            if (!item.isIntegralNumber()) {
                return false;
            }
        }
        return true;
    }
}
