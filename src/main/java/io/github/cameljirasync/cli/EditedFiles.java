package io.github.cameljirasync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The files that may be edited while the program runs, as they were at one moment.
 *
 * @param texts the text of each route file, Kamelet and mapping
 */
record EditedFiles(Map<Path, String> texts) {

    static EditedFiles read(List<Path> folders) throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        for (Path folder : folders) {
            try (Stream<Path> below = Files.walk(folder)) {
                for (Path file : below.filter(f -> RouteFiles.isChecked(f.toString())).filter(Files::isRegularFile).toList()) {
                    texts.put(file, Files.readString(file));
                }
            }
        }
        return new EditedFiles(texts);
    }

    /** The files that are new, gone or of another text than in an earlier state. */
    List<Path> changedSince(EditedFiles earlier) {
        List<Path> changed = new ArrayList<>(texts.keySet().stream()
                .filter(file -> !texts.get(file).equals(earlier.texts.get(file))).toList());
        earlier.texts.keySet().stream().filter(file -> !texts.containsKey(file)).forEach(changed::add);
        return changed;
    }

    List<RouteFileProblem> problems(RouteFiles check, Settings settings) {
        Map<String, String> byName = new TreeMap<>();
        texts.forEach((file, text) -> byName.put(file.toString(), text));
        RouteFiles among = check.among(byName);
        List<RouteFileProblem> problems = new ArrayList<>();
        byName.forEach((file, text) -> problems.addAll(among.check(file, text)));
        byName.keySet().removeIf(file -> !file.endsWith(".camel.yaml") && !file.endsWith(".kamelet.yaml"));
        problems.addAll(new SyncFiles(byName, SyncFiles.names(settings.get(Setting.SYNC_ENABLED)))
                .missing(settings::isThere));
        return problems;
    }

    /** The Kamelets, and the route files with more in them than beans. */
    List<Path> loadable() {
        List<Path> files = new ArrayList<>(texts.keySet().stream().filter(EditedFiles::isKamelet).toList());
        texts.keySet().stream().filter(file -> isRoutes(file) && !isBeansOnly(file)).forEach(files::add);
        return files;
    }

    /** Whether a file, which must be valid, has nothing but beans in it. */
    boolean isBeansOnly(Path file) {
        String text = texts.get(file);
        if (text == null || !isRoutes(file)) {
            return false;
        }
        Node root = new Compose(LoadSettings.builder().build()).composeString(text).orElse(null);
        return root instanceof SequenceNode entries
                && entries.getValue().stream().allMatch(entry -> YamlTree.get(entry, "beans").isPresent());
    }

    private static boolean isKamelet(Path file) {
        return file.toString().endsWith(".kamelet.yaml");
    }

    private static boolean isRoutes(Path file) {
        return file.toString().endsWith(".camel.yaml");
    }
}
