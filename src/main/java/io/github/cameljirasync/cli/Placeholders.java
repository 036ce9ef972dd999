package io.github.cameljirasync.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties that a text reads. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([?!]?)\\s*([A-Za-z][\\w.-]*)\\s*(:[^}]*)?}}");
    /** Given by the program itself. */
    private static final Set<String> INTERNAL = Set.of("sync.mappings", "sync.node");

    private Placeholders() {
    }

    /**
     * A property that is read.
     *
     * @param required whether it has neither a default nor a mark that it may be missing
     */
    record Use(String property, boolean required, String file, int line, int column) {

        RouteFileProblem missing() {
            return new RouteFileProblem(file, line, column, "the setting " + property + " (environment variable "
                    + Setting.variable(property) + ") has no value");
        }
    }

    /** The placeholders of a text in their order; comments have none. */
    static List<Use> in(String file, String text) {
        List<Use> uses = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            Matcher found = PLACEHOLDER.matcher(line.stripLeading().startsWith("#") ? "" : line);
            while (found.find()) {
                uses.add(new Use(found.group(2), isRequired(found), file, number, found.start() + 1));
            }
        }
        return uses;
    }

    private static boolean isRequired(Matcher found) {
        return found.group(1).isEmpty() && found.group(3) == null && !INTERNAL.contains(found.group(2));
    }
}
