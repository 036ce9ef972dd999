package io.github.cameljirasync.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
            "error-handling.camel.yaml", "jira-to-priority-vote.camel.yaml", "jira-to-port.camel.yaml",
            "jira-to-sprintrr.camel.yaml");

    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);
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

    /** The files that the routes of a bundle are made of; those of the jar under their names in it. */
    EditedFiles loaded() {
        Map<Path, String> texts = new TreeMap<>();
        referred().forEach((file, text) -> texts.put(Path.of(ownRoutes == null && !file.endsWith(".kamelet.yaml")
                ? IN_JAR + file : file), text));
        return new EditedFiles(texts);
    }

    /** The text of each route file and own Kamelet that can be read; the check of the files names the others. */
    Map<String, String> referred() {
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            if (ownRoutes == null) {
                texts.putAll(bundled());
            } else {
                addReadable(ownRoutes, ".camel.yaml", texts);
            }
            if (ownKamelets != null) {
                addReadable(ownKamelets, ".kamelet.yaml", texts);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The route files can't be read", e);
        }
        return texts;
    }

    /** The text of each route file of the jar by its name. */
    static Map<String, String> bundled() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String file : BUNDLED) {
            texts.put(file, bundled(file));
        }
        return texts;
    }

    private static void addReadable(Path directory, String ending, Map<String, String> texts) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
                try {
                    texts.put(file.toString(), Files.readString(file));
                } catch (CharacterCodingException e) {
                    LOG.debug("{} is no UTF-8 text", file, e);
                }
            }
        }
    }

    /** What is no setting, though its name begins like those of the program and of the syncs in the jar. */
    UnknownSettings unknownSettings(SyncFiles files) {
        try {
            return new UnknownSettings(new SyncFiles(bundled(), Set.of()).named(), files.named());
        } catch (IOException e) {
            throw new UncheckedIOException("The route files of the jar can't be read", e);
        }
    }

    /** The syncs of the route files and what the enabled ones read. */
    SyncFiles syncFiles(Settings settings) {
        return new SyncFiles(referred(), SyncFiles.names(settings.get(Setting.SYNC_ENABLED)));
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
