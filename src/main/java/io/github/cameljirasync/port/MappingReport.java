package io.github.cameljirasync.port;

import java.util.ArrayList;
import java.util.List;

import org.snakeyaml.engine.v2.nodes.Node;

/** What the reading of one mapping file finds. */
final class MappingReport {

    private final String file;
    private final List<MappingProblem> problems = new ArrayList<>();
    private final List<MappingProblem> notes = new ArrayList<>();

    MappingReport(String file) {
        this.file = file;
    }

    void wrong(Node node, String text) {
        problems.add(new MappingProblem(file, line(node), text));
    }

    void wrong(int line, String text) {
        problems.add(new MappingProblem(file, line, text));
    }

    void note(Node node, String text) {
        notes.add(new MappingProblem(file, line(node), text));
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    List<MappingProblem> problems() {
        return problems;
    }

    List<MappingProblem> notes() {
        return List.copyOf(notes);
    }
}
