package io.github.cameljirasync.jira;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameljirasync.http.Caller;
import io.github.cameljirasync.http.TryAgainException;

/** Reads lists of records from Jira's answers. */
final class Records {

    private Records() {
    }

    /** @throws TryAgainException when the answer holds no list there */
    static JsonNode list(JsonNode node, String what) {
        if (node == null || !node.isArray()) {
            throw new TryAgainException(Caller.JIRA, "answered something that is no page of " + what, null);
        }
        return node;
    }

    static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode node : list) {
            if (node instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        return objects;
    }
}
