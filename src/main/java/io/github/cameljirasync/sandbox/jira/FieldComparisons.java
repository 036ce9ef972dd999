package io.github.cameljirasync.sandbox.jira;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.cameljirasync.sandbox.jql.JqlException;
import io.github.cameljirasync.sandbox.jql.JqlQuery;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Comparison;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Empty;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Operand;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Value;
import io.github.cameljirasync.sandbox.jql.JqlQuery.Values;

/**
 * Makes filters of single comparisons, one method per kind of field. As in Jira, a comparison other than IS EMPTY
 * never matches an issue whose field is empty.
 */
final class FieldComparisons {

    private static final Set<String> OPEN_VALUES = Set.of("labels", "assignee", "reporter", "creator", "components",
            "fixVersions", "parent");

    private final IssueStore store;
    private final FieldValues values;
    private final JqlDates dates;
    private final String currentUser;
    private final boolean lenient;
    private boolean movesWithTheClock;

    /** @param lenient unknown issues, projects and values match nothing instead of being refused */
    FieldComparisons(IssueStore store, FieldValues values, JqlDates dates, String currentUser, boolean lenient) {
        this.store = store;
        this.values = values;
        this.dates = dates;
        this.currentUser = currentUser;
        this.lenient = lenient;
    }

    /** True when one of the filters finds other issues as time passes. */
    boolean movesWithTheClock() {
        return movesWithTheClock;
    }

    private static JqlException unsupported(Comparison comparison) {
        return new JqlException("The operator '" + comparison.operator() + "' is not supported by the '"
                + comparison.field() + "' field.");
    }

    Predicate<Issue> text(Comparison comparison, List<FieldCatalog.Field> fields) {
        switch (comparison.operator()) {
            case "is":
                return issue -> texts(issue, fields).findAny().isEmpty();
            case "is not":
                return issue -> texts(issue, fields).findAny().isPresent();
            case "~", "!~":
                TextQuery query = new TextQuery(single(comparison));
                boolean wanted = comparison.operator().equals("~");
                return issue -> texts(issue, fields).findAny().isPresent()
                        && texts(issue, fields).anyMatch(query) == wanted;
            default:
                throw unsupported(comparison);
        }
    }

    private Stream<String> texts(Issue issue, List<FieldCatalog.Field> fields) {
        return fields.stream().map(field -> values.text(issue, field)).filter(text -> text != null && !text.isEmpty());
    }

    Predicate<Issue> dates(Comparison comparison, FieldCatalog.Field field) {
        if (comparison.operand() instanceof Empty) {
            return emptiness(comparison, issue -> values.millis(issue, field) == null);
        }
        List<Operand> operands = comparison.operand() instanceof Values list ? list.items()
                : List.of(comparison.operand());
        movesWithTheClock |= operands.stream().anyMatch(JqlDates::movesWithTheClock);
        List<Long> wanted = operands.stream().map(operand -> dates.millis(comparison.field(), operand)).toList();
        return ordered(comparison, wanted, issue -> values.millis(issue, field));
    }

    Predicate<Issue> numbers(Comparison comparison, FieldCatalog.Field field) {
        if (comparison.operand() instanceof Empty) {
            return emptiness(comparison, issue -> values.number(issue, field) == null);
        }
        List<Double> wanted = operands(comparison).stream().map(text -> {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                throw new JqlException("The value '" + text + "' for the field '" + comparison.field()
                        + "' is not a number.");
            }
        }).toList();
        return ordered(comparison, wanted, issue -> values.number(issue, field));
    }

    private interface Reader<T> {
        T read(Issue issue);
    }

    private static <T extends Comparable<T>> Predicate<Issue> ordered(Comparison comparison, List<T> wanted,
            Reader<T> reader) {
        T first = wanted.get(0);
        return switch (comparison.operator()) {
            case "=", "in" -> present(reader, wanted::contains);
            case "!=", "not in" -> present(reader, value -> !wanted.contains(value));
            case "<" -> present(reader, value -> value.compareTo(first) < 0);
            case "<=" -> present(reader, value -> value.compareTo(first) <= 0);
            case ">" -> present(reader, value -> value.compareTo(first) > 0);
            case ">=" -> present(reader, value -> value.compareTo(first) >= 0);
            default -> throw unsupported(comparison);
        };
    }

    private static <T> Predicate<Issue> present(Reader<T> reader, Predicate<T> test) {
        return issue -> {
            T value = reader.read(issue);
            return value != null && test.test(value);
        };
    }

    private static Predicate<Issue> emptiness(Comparison comparison, Predicate<Issue> empty) {
        return switch (comparison.operator()) {
            case "is" -> empty;
            case "is not" -> empty.negate();
            default -> throw unsupported(comparison);
        };
    }

    Predicate<Issue> names(Comparison comparison, FieldCatalog.Field field) {
        if (comparison.operand() instanceof Empty) {
            return emptiness(comparison, issue -> values.names(issue, field).isEmpty());
        }
        Set<String> wanted = new HashSet<>();
        for (String name : operands(comparison)) {
            if (!lenient && !known(field, name)) {
                throw new JqlException("The value '" + name + "' does not exist for the field '"
                        + comparison.field() + "'.");
            }
            wanted.add(name.toLowerCase(Locale.ROOT));
        }
        boolean equal = switch (comparison.operator()) {
            case "=", "in" -> true;
            case "!=", "not in" -> false;
            default -> throw unsupported(comparison);
        };
        return issue -> {
            List<String> names = values.names(issue, field);
            if (names.isEmpty()) {
                return false;
            }
            for (String name : names) {
                if (wanted.contains(name)) {
                    return equal;
                }
            }
            return !equal;
        };
    }

    private boolean known(FieldCatalog.Field field, String name) {
        if (OPEN_VALUES.contains(field.id()) || field.custom()) {
            return true;
        }
        return switch (field.id()) {
            case "project" -> store.projects().stream().anyMatch(project -> project.key().equalsIgnoreCase(name)
                    || project.name().equalsIgnoreCase(name) || name.equals(Long.toString(project.id())));
            case "issuetype" -> IssueType.ALL.stream().anyMatch(type -> type.name().equalsIgnoreCase(name)
                    || name.equals(Integer.toString(type.id())));
            case "status" -> Status.ALL.stream().anyMatch(status -> status.name().equalsIgnoreCase(name)
                    || name.equals(Integer.toString(status.id())));
            case "statusCategory" -> Status.ALL.stream().anyMatch(status -> status.categoryName()
                    .equalsIgnoreCase(name) || status.category().equalsIgnoreCase(name)
                    || name.equals(Integer.toString(status.categoryId())));
            case "priority" -> Priority.ALL.stream().anyMatch(priority -> priority.name().equalsIgnoreCase(name)
                    || name.equals(Integer.toString(priority.id())));
            case "resolution" -> name.equalsIgnoreCase("Done");
            default -> true;
        };
    }

    Predicate<Issue> keys(Comparison comparison, boolean byId) {
        if (comparison.operand() instanceof Empty) {
            return emptiness(comparison, issue -> false);
        }
        List<Issue> wanted = new ArrayList<>();
        boolean range = comparison.operator().matches("[<>]=?");
        for (String name : operands(comparison)) {
            Optional<Issue> found = store.find(name);
            if (found.isEmpty() && !lenient) {
                throw new JqlException(name.matches("\\d+") ? "A value with ID '" + name
                        + "' does not exist for the field '" + comparison.field() + "'."
                        : "An issue with key '" + name + "' does not exist for field '" + comparison.field() + "'.");
            }
            if (range && found.isPresent() && !name.matches("\\d+")
                    && !found.get().key().equalsIgnoreCase(name)) {
                throw new JqlException("Operator '" + comparison.operator()
                        + "' cannot be applied to moved issue key '" + name + "'.");
            }
            found.ifPresent(wanted::add);
        }
        if (range) {
            return wanted.isEmpty() ? issue -> false : range(comparison, wanted.get(0), byId);
        }
        Set<Long> ids = new HashSet<>();
        wanted.forEach(issue -> ids.add(issue.id()));
        return switch (comparison.operator()) {
            case "=", "in" -> issue -> ids.contains(issue.id());
            case "!=", "not in" -> issue -> !ids.contains(issue.id());
            default -> throw unsupported(comparison);
        };
    }

    private static Predicate<Issue> range(Comparison comparison, Issue bound, boolean byId) {
        if (byId) {
            return ordered(comparison, List.of(bound.id()), Issue::id);
        }
        Predicate<Issue> numbers = ordered(comparison, List.of(bound.number()), Issue::number);
        return issue -> issue.projectKey().equals(bound.projectKey()) && numbers.test(issue);
    }

    private static String single(Comparison comparison) {
        if (comparison.operand() instanceof Value value) {
            return value.text();
        }
        throw new JqlException("Operator '" + comparison.operator() + "' does not support the list or function for"
                + " field '" + comparison.field() + "'.");
    }

    private List<String> operands(Comparison comparison) {
        List<Operand> operands = comparison.operand() instanceof Values list ? list.items()
                : List.of(comparison.operand());
        List<String> texts = new ArrayList<>();
        for (Operand operand : operands) {
            if (operand instanceof Value value) {
                texts.add(value.text());
            } else if (operand instanceof JqlQuery.Call call && call.function().equalsIgnoreCase("currentUser")) {
                texts.add(currentUser);
            } else {
                throw new JqlException("The field '" + comparison.field() + "' does not support this operand.");
            }
        }
        return texts;
    }
}
