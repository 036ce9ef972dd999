package io.github.cameljirasync.port;

import java.util.List;

/** A mapping file can't be used; the message is one sentence about its first problem. */
public final class PortMappingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<MappingProblem> problems;

    PortMappingException(List<MappingProblem> problems) {
        super(problems.get(0) + (problems.size() > 1 ? " There are " + (problems.size() - 1) + " more problems." : ""));
        this.problems = List.copyOf(problems);
    }

    /** Every problem of the file, at least one. */
    public List<MappingProblem> problems() {
        return problems;
    }
}
