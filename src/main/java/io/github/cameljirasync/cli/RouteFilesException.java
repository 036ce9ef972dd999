package io.github.cameljirasync.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Route files, Kamelets or mappings that can't be used; the message has a line for each problem. */
final class RouteFilesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RouteFilesException(List<RouteFileProblem> problems) {
        super(problems.stream().map(RouteFileProblem::toString).collect(Collectors.joining(System.lineSeparator())));
    }
}
