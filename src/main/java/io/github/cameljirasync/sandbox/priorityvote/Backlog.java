package io.github.cameljirasync.sandbox.priorityvote;

/** A backlog: its id as it stands in paths, and its name. */
public record Backlog(String id, String name) {
}
