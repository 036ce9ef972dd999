package io.github.cameljirasync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the routes, the Kamelets and the mappings stand: in the folders {@code routes} and {@code kamelets} of the
 * user, or in the jar.
 *
 * @param ownRoutes   the user's routes; null for those of the jar
 * @param ownKamelets Kamelets that win over those of the jar; null for none
 */
record RouteFolder(Path ownRoutes, Path ownKamelets) {

    /** Named here because Camel would read the whole jar to find them. */
    static final List<String> BUNDLED = List.of("beans.camel.yaml", "jira-sync-dead-letter.camel.yaml",
            "error-handling.camel.yaml", "jira-to-priority-vote.camel.yaml", "jira-to-port.camel.yaml");

    private static final String IN_JAR = "camel-jira-sync/routes/";
    private static final String KAMELETS = "classpath:kamelets";

    static RouteFolder of(Path folder) {
        return new RouteFolder(directory(folder.resolve("routes")), directory(folder.resolve("kamelets")));
    }

    private static Path directory(Path path) {
        return Files.isDirectory(path) ? path : null;
    }

    /** The route files, as Camel's include pattern. */
    String routes() {
        return ownRoutes != null ? "file:" + ownRoutes + "/*.camel.yaml"
                : BUNDLED.stream().map(file -> "classpath:" + IN_JAR + file).collect(Collectors.joining(","));
    }

    /** The file of the beans alone, as Camel's include pattern. */
    String beans() {
        return base() + "/beans.camel.yaml";
    }

    /** The folder of the mappings, as a Camel resource. */
    String mappings() {
        return base() + "/mappings";
    }

    /** Where Camel looks for Kamelets, in this order. */
    String kamelets() {
        return ownKamelets == null ? KAMELETS : "file:" + ownKamelets + ',' + KAMELETS;
    }

    /** The text of each route file by its name, in the order of the names. */
    private Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (ownRoutes == null) {
            for (String file : BUNDLED) {
                texts.put(file, bundled(file));
            }
            return texts;
        }
        try (Stream<Path> files = Files.list(ownRoutes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".camel.yaml")).sorted().toList()) {
                texts.put(file.toString(), Files.readString(file));
            }
        }
        return texts;
    }

    /** The syncs of the route files and what the enabled ones read. */
    SyncFiles syncFiles(Settings settings) {
        try {
            return new SyncFiles(texts(), SyncFiles.names(settings.get(Setting.SYNC_ENABLED)));
        } catch (IOException e) {
            throw new UncheckedIOException("The route files can't be read", e);
        }
    }

    private String base() {
        return ownRoutes != null ? "file:" + ownRoutes : "classpath:camel-jira-sync/routes";
    }

    private static String bundled(String file) throws IOException {
        try (InputStream in = RouteFolder.class.getClassLoader().getResourceAsStream(IN_JAR + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
