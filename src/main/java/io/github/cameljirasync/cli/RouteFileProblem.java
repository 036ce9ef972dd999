package io.github.cameljirasync.cli;

import java.util.Comparator;

/** One reason why a file cannot be used; line and column count from 1. */
public record RouteFileProblem(String file, int line, int column, String message)
        implements Comparable<RouteFileProblem> {

    private static final Comparator<RouteFileProblem> BY_PLACE = Comparator.comparing(RouteFileProblem::file)
            .thenComparingInt(RouteFileProblem::line)
            .thenComparingInt(RouteFileProblem::column)
            .thenComparing(RouteFileProblem::message);

    public RouteFileProblem {
        line = Math.max(1, line);
        column = Math.max(1, column);
    }

    @Override
    public int compareTo(RouteFileProblem other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
