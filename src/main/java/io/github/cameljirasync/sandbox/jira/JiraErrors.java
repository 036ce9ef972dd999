package io.github.cameljirasync.sandbox.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Answer;
import io.github.cameljirasync.sandbox.http.Json;

/** Jira's error answers (jira-facts 1.1, 1.3, 1.13, 6.8, 6.11, 9.5). */
final class JiraErrors {

    private JiraErrors() {
    }

    static Answer sentence(int status, String sentence) {
        ObjectNode body = Json.object();
        body.putArray("errorMessages").add(sentence);
        body.putObject("errors");
        return Answer.json(status, body);
    }

    /** Without the "errors" member, as the strict endpoints give it. */
    static Answer payload() {
        ObjectNode body = Json.object();
        body.putArray("errorMessages")
                .add("Invalid request payload. Refer to the REST API documentation and try again.");
        return Answer.json(400, body);
    }

    static Answer unbounded() {
        return sentence(400, "Unbounded JQL queries are not allowed here. Please add a search restriction to your"
                + " query.");
    }

    static Answer removed() {
        return sentence(410, "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API."
                + " A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046");
    }

    static Answer notFound() {
        return sentence(404, "Issue does not exist or you do not have permission to see it.");
    }

    static Answer unauthenticated(Flavour flavour) {
        if (flavour == Flavour.CLOUD) {
            return Answer.html(401, "Client must be authenticated to access this resource.")
                    .with("WWW-Authenticate", "OAuth realm=\"https%3A%2F%2Fsandbox\"");
        }
        return Answer.json(401, Json.object().put("message", "Client must be authenticated to access this resource.")
                .put("status-code", 401));
    }

    static Answer noSuchPath(String path) {
        return Answer.json(404, Json.object().put("message", "null for uri: " + path).put("status-code", 404));
    }

    static Answer mediaType(String type) {
        byte[] body = Json.bytes(Json.object().put("type", "about:blank").put("title", "Unsupported Media Type")
                .put("status", 415).put("detail", "Content-Type '" + type + "' is not supported."));
        return Answer.json(415, body).with("Content-Type", "application/problem+json");
    }

    static Answer ofStatus(Flavour flavour, int status) {
        if (flavour == Flavour.DATA_CENTER && (status == 429 || status >= 500)) {
            return Answer.html(status, "<!doctype html><html lang=\"en\"><head><title>HTTP Status " + status
                    + "</title></head><body><h1>HTTP Status " + status + "</h1></body></html>");
        }
        return switch (status) {
            case 401 -> unauthenticated(flavour);
            case 429 -> sentence(429, "The request has been rate-limited. Please try again later.");
            case 503 -> sentence(503, "Service Unavailable");
            default -> sentence(status, "The sandbox was told to answer with status " + status + ".");
        };
    }
}
