package io.github.cameljirasync.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Route files and Kamelets that belong together.
 *
 * @param files   the route files and Kamelets that are YAML
 * @param sources every file of the folders, mappings and broken YAML included
 */
record Bundle(List<BundleFile> files, List<Path> sources) {

    static Bundle read(Path... directories) {
        List<BundleFile> files = new ArrayList<>();
        List<Path> sources = new ArrayList<>();
        for (Path directory : directories) {
            for (Path file : below(directory)) {
                sources.add(file);
                String name = file.toString().replace('\\', '/');
                if (name.endsWith(".camel.yaml") || name.endsWith(".kamelet.yaml")) {
                    read(name, file).ifPresent(files::add);
                }
            }
        }
        return new Bundle(files, sources);
    }

    List<BundleFile> routes() {
        return files.stream().filter(file -> !file.isKamelet()).toList();
    }

    List<BundleFile> kamelets() {
        return files.stream().filter(BundleFile::isKamelet).toList();
    }

    Optional<BundleFile> kamelet(String name) {
        return kamelets().stream().filter(kamelet -> kamelet.baseName().equals(name)).findFirst();
    }

    private static Optional<BundleFile> read(String name, Path file) {
        try {
            return Optional.of(BundleFile.of(name, Files.readString(file)));
        } catch (YamlEngineException | NoSuchElementException e) {
            // not YAML, or empty: the rule about what the product refuses says where and why
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> below(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
