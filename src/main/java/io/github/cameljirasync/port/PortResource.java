package io.github.cameljirasync.port;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One entry of {@code resources} of a mapping file: records of one kind, and the entities that they become. */
public final class PortResource {

    /** What Jira is asked for where the mapping may read any field. */
    public static final String ALL_FIELDS = "*all";

    private final int index;
    private final Kind kind;
    private final PortSelector selector;
    private final ItemsToParse items;
    private final EntityTemplate template;

    PortResource(int index, Kind kind, PortSelector selector, ItemsToParse items, EntityTemplate template) {
        this.index = index;
        this.kind = kind;
        this.selector = selector;
        this.items = items;
        this.template = template;
    }

    /** Place in the list, from 0; with the kind it is what tells two resources of one file apart. */
    public int index() {
        return index;
    }

    public Kind kind() {
        return kind;
    }

    /** Which issues, in Jira's words; empty for the other kinds. */
    public Optional<String> jql() {
        return Optional.ofNullable(selector.jql());
    }

    /** What Jira adds to each record, separated by commas as Jira takes it; empty for nothing. */
    public Optional<String> expand() {
        return Optional.ofNullable(selector.expand());
    }

    /** Whether each team must carry its members at {@code .__members}. */
    public boolean includeMembers() {
        return selector.includeMembers();
    }

    /**
     * The fields of an issue that Jira has to be asked for: those that the file names itself, otherwise those that the
     * expressions read, {@link #ALL_FIELDS} alone where that can't be told for sure. Empty for the other kinds.
     */
    public Set<String> issueFields() {
        if (kind != Kind.ISSUE) {
            return Set.of();
        }
        Set<String> fields = selector.fields() == null ? read() : listed();
        return fields == null || fields.contains(ALL_FIELDS) ? Set.of(ALL_FIELDS) : fields;
    }

    private Set<String> listed() {
        Set<String> fields = new LinkedHashSet<>(Arrays.stream(selector.fields().split(",")).map(String::strip)
                .filter(field -> !field.isEmpty()).toList());
        return fields.isEmpty() ? null : fields;
    }

    private Set<String> read() {
        List<Set<String>> each = expressions().map(expression -> JqFields.of(expression.compiled().tree())).toList();
        if (each.stream().anyMatch(Objects::isNull) || items != null && "fields".equals(items.name())) {
            return null;
        }
        Set<String> fields = new LinkedHashSet<>();
        each.forEach(fields::addAll);
        return fields;
    }

    private Stream<PortExpression> expressions() {
        return Stream.concat(Stream.of(selector.query()),
                Stream.concat(items == null ? Stream.empty() : Stream.of(items.expression()), template.expressions()));
    }

    PortSelector selector() {
        return selector;
    }

    /** Null where each record is one entity. */
    ItemsToParse items() {
        return items;
    }

    EntityTemplate template() {
        return template;
    }

    @Override
    public String toString() {
        return "resources[" + index + "] (" + kind.key() + ")";
    }
}
