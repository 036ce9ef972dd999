package io.github.cameljirasync.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's routes in a folder, with the files that docs/targets.md shows beside them. */
public final class TargetsPage {

    private static final Pattern FILE = Pattern.compile("(?ms)^`([\\w./-]+)`\\n\\n```\\w+\\n(.*?)^```$");

    private TargetsPage() {
    }

    /** Writes all files; the folders of routes and Kamelets are made. */
    public static List<Path> writeTo(Path folder) throws IOException {
        copy(Path.of("routes"), folder.resolve("routes"));
        List<MatchResult> files = FILE.matcher(Files.readString(Path.of("docs", "targets.md"))).results().toList();
        for (MatchResult file : files) {
            Path path = folder.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        return files.stream().map(file -> folder.resolve(file.group(1))).toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
