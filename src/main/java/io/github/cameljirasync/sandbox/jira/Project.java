package io.github.cameljirasync.sandbox.jira;

/** A project: numeric id, key and name. */
public record Project(long id, String key, String name) {
}
