package io.github.cameljirasync.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.sandbox.http.Json;

/** Sends single requests to a sandbox's Port with a token that it fetches when it first needs one. */
final class PortClient {

    static final String AGENT = "camel-jira-sync/jira/1.0/test";
    static final String FLAGS = "?upsert=true&merge=true&create_missing_related_entities=";

    private final Client client;
    private final Sandbox sandbox;
    private String token;

    PortClient(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.client = new Client(sandbox);
    }

    static String resource(String name) throws IOException {
        try (InputStream in = PortClient.class.getResourceAsStream("/port/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Defines the four blueprints of Port's Jira integration. */
    static void defineBlueprints(Sandbox sandbox) throws IOException {
        Json.parse(resource("blueprints.json")).forEach(one -> sandbox.port().blueprints().define(one.toString()));
    }

    Client.Reply askForToken(String id, String secret) throws Exception {
        return client.send("POST", sandbox.portUrl() + "/v1/auth/access_token", Json.object().put("clientId", id)
                .put("clientSecret", secret).toString(), "User-Agent", AGENT);
    }

    Client.Reply askForToken() throws Exception {
        return askForToken(sandbox.port().tokens().clientId(), sandbox.port().tokens().clientSecret());
    }

    void forgetToken() {
        token = null;
    }

    Client.Reply send(String method, String path, String body, String... headers) throws Exception {
        if (token == null) {
            token = askForToken().json().get("accessToken").asText();
        }
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        all.addAll(headers.length > 0 ? List.of(headers) : List.of("User-Agent", AGENT));
        return client.send(method, sandbox.portUrl() + path, body, all.toArray(String[]::new));
    }

    /** Upserts one entity; relation targets that are missing are created. */
    Client.Reply upsert(String blueprint, String entity) throws Exception {
        return send("POST", "/v1/blueprints/" + blueprint + "/entities" + FLAGS + "true", entity);
    }

    /** Upserts several entities; relation targets that are missing are an error. */
    Client.Reply bulk(String blueprint, ObjectNode... entities) throws Exception {
        return bulk(blueprint, "false", entities);
    }

    Client.Reply bulk(String blueprint, String createMissing, ObjectNode... entities) throws Exception {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("entities");
        list.addAll(List.of(entities));
        return send("POST", "/v1/blueprints/" + blueprint + "/entities/bulk" + FLAGS + createMissing, body.toString());
    }

    static ObjectNode entity(String identifier) {
        ObjectNode entity = Json.object().put("identifier", identifier).put("title", "Title of " + identifier);
        entity.putObject("properties");
        entity.putObject("relations");
        return entity;
    }

    static ObjectNode entity(String identifier, String property, String value) {
        ObjectNode entity = entity(identifier);
        entity.withObjectProperty("properties").put(property, value);
        return entity;
    }

    static ObjectNode related(String identifier, String relation, String target) {
        ObjectNode entity = entity(identifier);
        entity.withObjectProperty("relations").put(relation, target);
        return entity;
    }
}
