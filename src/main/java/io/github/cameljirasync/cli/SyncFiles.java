package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Which syncs the route files hold, and which properties those that are enabled read: a sync needs what its file names
 * without a default, so that a new sync needs no change here.
 */
final class SyncFiles {

    private static final Pattern SYNC = Pattern.compile("(?m)^\\s+sync:\\s*[\"']?([\\w.-]+)[\"']?\\s*$");
    private static final Pattern MAPPING = Pattern.compile("(?m)^\\s+mapping:\\s*[\"']?(.+?)[\"']?\\s*$");
    private static final Pattern FILTER = Pattern.compile("(?m)^\\s+jql:\\s*[\"']?(?:RAW\\((.+)\\)|(.+?))[\"']?\\s*$");
    private static final String SOURCE = "kamelet:jira-issue-source";
    private static final String BEANS_FILE = "beans.camel.yaml";
    private static final String KAMELET_FILE = ".kamelet.yaml";

    private final Set<String> syncs = new TreeSet<>();
    private final Set<String> named = new TreeSet<>();
    private final List<Placeholders.Use> uses = new ArrayList<>();
    private final Map<String, Set<String>> mappings = new LinkedHashMap<>();
    private final Set<String> filters = new LinkedHashSet<>();

    /**
     * @param texts   the text of each route file and own Kamelet by its name
     * @param enabled the names of the enabled syncs
     */
    SyncFiles(Map<String, String> texts, Set<String> enabled) {
        texts.forEach((file, text) -> {
            Set<String> here = syncs(text);
            syncs.addAll(here);
            List<Placeholders.Use> read = properties(file, text);
            read.forEach(use -> named.add(use.property()));
            boolean isEnabled = here.stream().anyMatch(enabled::contains);
            if (here.isEmpty() || isEnabled) {
                uses.addAll(read);
            }
            if (isEnabled) {
                Set<String> names = read.stream().map(Placeholders.Use::property).collect(Collectors.toSet());
                MAPPING.matcher(text).results().map(found -> found.group(1)).forEach(mapping -> mappings.merge(mapping,
                        names, SyncFiles::both));
                FILTER.matcher(text).results().map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                        .forEach(filters::add);
            }
        });
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
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

    /** In a Kamelet, its parameters and beans stand in the same braces. */
    private static List<Placeholders.Use> properties(String file, String text) {
        if (!file.endsWith(KAMELET_FILE)) {
            return Placeholders.in(file, text);
        }
        Set<String> own = new TreeSet<>();
        try {
            new Compose(LoadSettings.builder().build()).composeString(text).ifPresent(root -> {
                own.addAll(YamlTree.keys(YamlTree.get(root, "spec", "definition", "properties").orElse(null)));
                own.addAll(YamlTree.names(YamlTree.get(root, "spec", "template", "beans").orElse(null)));
            });
        } catch (YamlEngineException e) {
            // the check of the file says where and why
            return List.of();
        }
        return Placeholders.in(file, text).stream().filter(use -> !own.contains(use.property())).toList();
    }

    /** The names of all syncs, enabled or not. */
    Set<String> syncs() {
        return syncs;
    }

    /** Every property that a file names, enabled or not. */
    Set<String> named() {
        return named;
    }

    /** The properties that the shared files and the enabled syncs read. */
    Set<String> used() {
        return uses.stream().map(Placeholders.Use::property).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those of them that stand in a file of beans, which are made once, or in any other. */
    Set<String> used(boolean byBeans) {
        return uses.stream().filter(use -> use.file().endsWith(BEANS_FILE) == byBeans).map(Placeholders.Use::property)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those without a default. */
    Set<String> required() {
        return uses.stream().filter(Placeholders.Use::required).map(Placeholders.Use::property)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The first place of each property that has to be there and is not. */
    List<RouteFileProblem> missing(Predicate<String> isThere) {
        Set<String> said = new TreeSet<>();
        return uses.stream().filter(use -> use.required() && !isThere.test(use.property()) && said.add(use.property()))
                .map(Placeholders.Use::missing).toList();
    }

    /** The mappings of the enabled syncs, as Camel resources with placeholders. */
    Set<String> mappings() {
        return mappings.keySet();
    }

    /** Whether the file that names such a mapping reads a property too. */
    boolean reads(String mapping, String property) {
        return mappings.get(mapping).contains(property);
    }

    /** The filters of the enabled syncs, with placeholders. */
    Set<String> filters() {
        return filters;
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
