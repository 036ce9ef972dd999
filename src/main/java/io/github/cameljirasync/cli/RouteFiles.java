package io.github.cameljirasync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.cameljirasync.port.PortJq;
import io.github.cameljirasync.port.PortMapping;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Tells whether route files, Kamelets and jq mappings can be used, by reading them into Camel's own model. Nothing is
 * added to the context and no route, bean or endpoint is created.
 */
public final class RouteFiles {

    private static final Pattern MAPPING = Pattern.compile("(^|[/\\\\])mappings[/\\\\][^/\\\\]+$");

    private final CamelContext context;
    private final BundleNames names;

    /** Reads with a context of its own, for a check before the application's context exists. */
    public RouteFiles() {
        DefaultCamelContext own = new DefaultCamelContext(false);
        own.disableJMX();
        own.build();
        this.context = own;
        this.names = null;
    }

    /** Reads with the components and classes of a context that is at least built; the context stays the caller's. */
    public RouteFiles(CamelContext context) {
        this(context, null);
    }

    private RouteFiles(CamelContext context, BundleNames names) {
        this.context = context;
        this.names = names;
    }

    /**
     * A check that also follows references: to beans, Kamelets and their parameters, components, direct endpoints and jq
     * functions.
     *
     * @param texts the text of each route file and Kamelet that references may lead to, by its name; Kamelets of the jar
     *              need not be among them
     */
    public RouteFiles among(Map<String, String> texts) {
        return new RouteFiles(context, new BundleNames(context, texts));
    }

    /** Whether a file of this name is looked at by {@link #check(String, String)}. */
    public static boolean isChecked(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".jq");
    }

    /** The problems of one file's text, in the order of the text; none for a file of another kind. */
    public List<RouteFileProblem> check(String file, String text) {
        if (!isChecked(file)) {
            return List.of();
        }
        return problems(file, text).stream().distinct().sorted().toList();
    }

    /** The problems of a mapping, wherever it stands. */
    List<RouteFileProblem> checkMapping(String file, String text) {
        return (file.endsWith(".jq") ? jq(file, text) : mapping(file, text)).stream().distinct().sorted().toList();
    }

    private List<RouteFileProblem> problems(String file, String text) {
        if (file.endsWith(".jq")) {
            return jq(file, text);
        }
        return MAPPING.matcher(file).find() ? mapping(file, text)
                : new YamlFileCheck(context, names, file, text).problems();
    }

    /** A YAML file among the mappings is no route file; one with resources is Port's. */
    private static List<RouteFileProblem> mapping(String file, String text) {
        return text.lines().noneMatch(line -> line.startsWith("resources:")) ? List.of()
                : PortMapping.check(file, text, new PortJq()).stream()
                        .map(problem -> new RouteFileProblem(file, Math.max(1, problem.line()), 1, problem.text()))
                        .toList();
    }

    private List<RouteFileProblem> jq(String file, String text) {
        return JqSyntax.faults(text, names == null ? null : names.jq()).stream()
                .map(fault -> new RouteFileProblem(file, fault.line(), fault.column(), fault.reason())).toList();
    }

    public List<RouteFileProblem> check(Path file) {
        try {
            return check(file.toString(), Files.readString(file));
        } catch (IOException e) {
            return List.of(unreadable(file, e));
        }
    }

    /** The problems of every checked file below a directory, file by file in the order of their names. */
    public List<RouteFileProblem> checkAll(Path directory) {
        List<Path> files;
        try (Stream<Path> below = Files.walk(directory)) {
            files = below.filter(Files::isRegularFile).filter(f -> isChecked(f.toString())).sorted().toList();
        } catch (IOException e) {
            return List.of(unreadable(directory, e));
        }
        List<RouteFileProblem> problems = new ArrayList<>();
        files.forEach(file -> problems.addAll(check(file)));
        return problems;
    }

    private static RouteFileProblem unreadable(Path file, IOException e) {
        return new RouteFileProblem(file.toString(), 1, 1,
                "the file cannot be read as UTF-8 text (" + e.getClass().getSimpleName() + ")");
    }
}
