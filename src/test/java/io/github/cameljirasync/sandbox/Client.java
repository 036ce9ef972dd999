package io.github.cameljirasync.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameljirasync.sandbox.http.Json;

/** Sends single requests to a sandbox, with the right credentials unless told otherwise. */
final class Client {

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Sandbox sandbox;

    Client(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    record Reply(int status, String body, HttpResponse<String> response) {

        JsonNode json() {
            return Json.parse(body);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    static String basic(String email, String token) {
        return "Basic " + Base64.getEncoder().encodeToString((email + ":" + token).getBytes(StandardCharsets.UTF_8));
    }

    String jiraAuthorization() {
        return sandbox.environment().get("JIRA_API").equals("cloud") ? basic(sandbox.email(), sandbox.jiraToken())
                : "Bearer " + sandbox.jiraToken();
    }

    Reply jira(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, sandbox.jiraUrl() + path, body, "Authorization", jiraAuthorization());
    }

    Reply jiraAs(String authorization, String method, String path, String body)
            throws IOException, InterruptedException {
        return authorization == null ? send(method, sandbox.jiraUrl() + path, body)
                : send(method, sandbox.jiraUrl() + path, body, "Authorization", authorization);
    }

    Reply search(String body) throws IOException, InterruptedException {
        return jira("POST", "/rest/api/3/search/jql", body);
    }

    /** The keys that a query finds, in order. */
    List<String> keys(String jql) throws IOException, InterruptedException {
        Reply reply = search(Json.object().put("jql", jql).put("maxResults", 5000)
                .set("fields", Json.array().add("key")).toString());
        if (reply.status() != 200) {
            throw new AssertionError(reply.body());
        }
        List<String> keys = new ArrayList<>();
        reply.json().get("issues").forEach(issue -> keys.add(issue.get("key").asText()));
        return keys;
    }

    String initiatives() {
        return sandbox.priorityVoteUrl() + "/backlogs/" + sandbox.backlogId() + "/initiatives";
    }

    Reply vote(String method, String url, String body, String... headers) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + sandbox.pat()));
        all.addAll(List.of(headers));
        return send(method, url, body, all.toArray(String[]::new));
    }

    CompletableFuture<Integer> voteLater(String method, String url, String body, String key) {
        return http.sendAsync(request(method, url, body, "Authorization", "Bearer " + sandbox.pat(),
                "Idempotency-Key", key), HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::statusCode);
    }

    Reply send(String method, String url, String body, String... headers) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(method, url, body, headers),
                HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body(), response);
    }

    private static HttpRequest request(String method, String url, String body, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20))
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            builder.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder.build();
    }
}
