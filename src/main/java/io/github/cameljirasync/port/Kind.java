package io.github.cameljirasync.port;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** A kind of Jira's records that a mapping file can map. */
public enum Kind {

    PROJECT(List.of("key", "id")),
    USER(List.of("accountId", "key", "name")),
    TEAM(List.of("teamId", "displayName")),
    ISSUE(List.of("key", "id"));

    private final String key;
    private final List<String> names;

    Kind(List<String> names) {
        this.key = name().toLowerCase(Locale.ROOT);
        this.names = names;
    }

    /** The name that stands in the file. */
    public String key() {
        return key;
    }

    static Optional<Kind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    static String list() {
        return String.join(", ", Arrays.stream(values()).map(Kind::key).toList());
    }

    /** How a message names a record: {@code issue PA-1}. */
    String describe(JsonNode record) {
        return names.stream().map(name -> record.path(name).asText("")).filter(name -> !name.isEmpty()).findFirst()
                .map(name -> key() + ' ' + name).orElse("a " + key() + " without a name");
    }
}
