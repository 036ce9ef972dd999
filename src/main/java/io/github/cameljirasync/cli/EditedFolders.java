package io.github.cameljirasync.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code run --dev} watches.
 *
 * @param folders  the folders of routes and Kamelets
 * @param settings what lets the Kamelets be found there
 */
record EditedFolders(List<Path> folders, Map<String, String> settings) {

    /**
     * The folders {@code routes} and {@code kamelets}, or in the project's checkout the one that the Kamelets of the jar
     * are made of.
     *
     * @throws UsageException when there are no routes to edit
     */
    static EditedFolders of(Path folder) {
        RouteFolder own = RouteFolder.of(folder);
        if (own.ownRoutes() == null) {
            throw new UsageException("There is no folder 'routes' here, so there is nothing to edit with --dev;"
                    + " start in a folder that has one, for example a checkout of the project.");
        }
        Path sources = folder.resolve("src").resolve("main").resolve("resources").resolve("kamelets");
        if (own.ownKamelets() != null) {
            return new EditedFolders(List.of(own.ownRoutes(), own.ownKamelets()), Map.of());
        }
        if (!Files.isDirectory(sources)) {
            return new EditedFolders(List.of(own.ownRoutes()), Map.of());
        }
        return new EditedFolders(List.of(own.ownRoutes(), sources),
                Map.of("camel.component.kamelet.location", new RouteFolder(null, sources).kamelets()));
    }
}
