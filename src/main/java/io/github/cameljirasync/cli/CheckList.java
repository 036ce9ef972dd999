package io.github.cameljirasync.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The lines of a check, and the exit status that they come to. */
final class CheckList {

    private final PrintWriter out;
    private final List<Integer> statuses = new ArrayList<>();

    CheckList(PrintWriter out) {
        this.out = out;
    }

    void right(String line) {
        out.println("ok     " + line);
        statuses.add(ExitStatus.OK);
    }

    /** Something that a person should know and that keeps nothing from working. */
    void note(String line) {
        out.println("note   " + line);
    }

    void wrong(String line, int status) {
        out.println("WRONG  " + line);
        statuses.add(status);
    }

    /** A failure, with what the check was about in front. */
    void wrong(String what, Exception failure, String advice) {
        Explanation why = Explanation.of(failure);
        wrong(what + ": " + why.sentence().replaceFirst("\\.$", "") + (advice.isEmpty() ? "" : "; " + advice) + ".",
                why.status());
    }

    int status() {
        return ExitStatus.worst(statuses);
    }
}
