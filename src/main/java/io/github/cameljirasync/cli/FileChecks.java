package io.github.cameljirasync.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The check of the user's own routes, Kamelets and mappings, while Camel starts. Those of the jar need none. */
final class FileChecks {

    private final CompletableFuture<List<RouteFileProblem>> problems;

    private FileChecks(CompletableFuture<List<RouteFileProblem>> problems) {
        this.problems = problems;
    }

    static FileChecks begin(RouteFolder folder) {
        List<Path> own = Stream.of(folder.ownRoutes(), folder.ownKamelets()).filter(Objects::nonNull).toList();
        if (own.isEmpty()) {
            return new FileChecks(CompletableFuture.completedFuture(List.of()));
        }
        return new FileChecks(CompletableFuture.supplyAsync(() -> {
            RouteFiles files = new RouteFiles().among(folder.referred());
            return own.stream().flatMap(directory -> files.checkAll(directory).stream()).toList();
        }));
    }

    /**
     * Waits for the end of the check.
     *
     * @throws RouteFilesException when a file can't be used
     */
    void end() {
        try {
            List<RouteFileProblem> found = problems.join();
            if (!found.isEmpty()) {
                throw new RouteFilesException(found);
            }
        } catch (CompletionException e) {
            throw new IllegalStateException("The check of the route files failed: " + e.getCause().getMessage(), e);
        }
    }
}
