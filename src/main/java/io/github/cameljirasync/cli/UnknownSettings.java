package io.github.cameljirasync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that look like settings and are none: nobody reads what a mistyped one says. A property that a route or a Kamelet
 * reads is a setting too.
 */
final class UnknownSettings {

    private final Set<String> known = new TreeSet<>();
    private final Set<String> groups;
    private final Set<String> ownGroups;

    /**
     * @param bundled the properties that the files of the jar read
     * @param own     those that the files of the user read
     */
    UnknownSettings(Set<String> bundled, Set<String> own) {
        Arrays.stream(Setting.values()).map(Setting::property).forEach(known::add);
        known.addAll(bundled);
        groups = groups(known);
        ownGroups = groups(own);
        ownGroups.removeAll(groups);
        known.addAll(own);
    }

    private static Set<String> groups(Set<String> names) {
        return names.stream().filter(name -> name.contains(".")).map(UnknownSettings::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String group(String property) {
        return property.split("\\.", 2)[0];
    }

    /** A sentence with the line for each unknown setting of a file; none for a file that is not there. */
    List<String> in(Path file) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        Properties properties = new Properties();
        List<String> lines;
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException | IllegalArgumentException e) {
            return List.of("The settings in " + file + " can't be read: " + e.getMessage() + ".");
        }
        List<String> problems = new ArrayList<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (isUnknown(name) || isMistyped(name, properties.stringPropertyNames())) {
                problems.add("%s:%d: there is no setting %s%s".formatted(file, line(lines, name), name,
                        ending(Nearest.hint(name, known))));
            }
        }
        return problems;
    }

    private boolean isUnknown(String name) {
        return !known.contains(name) && name.contains(".") && groups.contains(group(name));
    }

    /** A group of the user's own may hold what other code reads, so only what stands there for something it is spelt like. */
    private boolean isMistyped(String name, Set<String> given) {
        return !known.contains(name) && name.contains(".") && ownGroups.contains(group(name))
                && Nearest.of(name, known).filter(near -> !given.contains(near)).isPresent();
    }

    private static int line(List<String> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(name) && line.substring(name.length()).matches("\\s*[=:\\s].*|")) {
                return i + 1;
            }
        }
        return 1;
    }

    /**
     * A sentence for each environment variable that is spelt almost like a setting; others with the same beginning may
     * belong to somebody else.
     */
    List<String> in(Map<String, String> environment) {
        Set<String> variables = known.stream().map(Setting::variable).collect(Collectors.toCollection(TreeSet::new));
        return new TreeSet<>(environment.keySet()).stream()
                .filter(name -> !variables.contains(name) && Stream.concat(groups.stream(), ownGroups.stream())
                        .anyMatch(group -> name.startsWith(Setting.variable(group) + '_')))
                .flatMap(name -> Nearest.of(name, variables).stream().map(near -> "The environment variable " + name
                        + " is no setting and is ignored; did you mean " + near + "?"))
                .toList();
    }

    private static String ending(String hint) {
        return hint.isEmpty() ? "." : hint;
    }
}
