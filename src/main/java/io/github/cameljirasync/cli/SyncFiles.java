package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which syncs the route files hold, and which properties those that are enabled read. */
final class SyncFiles {

    private static final Pattern SYNC = Pattern.compile("(?m)^\\s+sync:\\s*[\"']?([\\w.-]+)[\"']?\\s*$");
    private static final Pattern PROPERTY = Pattern.compile("\\{\\{\\??\\s*([A-Za-z][\\w.-]*)\\s*(:[^}]*)?}}");
    private static final Pattern MAPPING = Pattern.compile("(?m)^\\s+mapping:\\s*[\"']?(.+?)[\"']?\\s*$");
    private static final String SOURCE = "kamelet:jira-issue-source";
    private static final String MAPPINGS = "sync.mappings";

    private final Set<String> syncs = new TreeSet<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> mappings = new LinkedHashSet<>();

    /**
     * @param texts   the text of each route file by its name
     * @param enabled the names of the enabled syncs
     */
    SyncFiles(Map<String, String> texts, Set<String> enabled) {
        texts.values().forEach(text -> {
            Set<String> here = syncs(text);
            syncs.addAll(here);
            if (here.isEmpty() || here.stream().anyMatch(enabled::contains)) {
                properties(text);
            }
            if (here.stream().anyMatch(enabled::contains)) {
                MAPPING.matcher(text).results().map(found -> found.group(1)).forEach(mappings::add);
            }
        });
    }

    static Set<String> names(String enabled) {
        return Arrays.stream(enabled.split(",")).map(String::strip).filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> syncs(String text) {
        Set<String> found = new TreeSet<>();
        if (text.contains(SOURCE)) {
            Matcher sync = SYNC.matcher(text);
            while (sync.find()) {
                found.add(sync.group(1));
            }
        }
        return found;
    }

    private void properties(String text) {
        Matcher property = PROPERTY.matcher(text);
        while (property.find()) {
            used.add(property.group(1));
            if (property.group(2) == null && !property.group().startsWith("{{?") && !MAPPINGS.equals(property.group(1))) {
                required.add(property.group(1));
            }
        }
    }

    /** The names of all syncs, enabled or not. */
    Set<String> syncs() {
        return syncs;
    }

    /** The properties that the shared files and the enabled syncs read. */
    Set<String> used() {
        return used;
    }

    /** Those without a default. */
    Set<String> required() {
        return required;
    }

    /** The mappings of the enabled syncs, as Camel resources with placeholders. */
    Set<String> mappings() {
        return mappings;
    }

    /** A sentence for each name that no file has. */
    List<String> unknown(Set<String> enabled) {
        List<String> problems = new ArrayList<>();
        enabled.stream().filter(name -> !syncs.contains(name))
                .map(name -> "Setting sync.enabled names '" + name + "', but the routes have "
                        + (syncs.isEmpty() ? "no sync at all." : "only these syncs: " + String.join(", ", syncs) + "."))
                .forEach(problems::add);
        if (enabled.isEmpty()) {
            problems.add("Setting sync.enabled names no sync; the routes have: " + String.join(", ", syncs) + ".");
        }
        return problems;
    }
}
