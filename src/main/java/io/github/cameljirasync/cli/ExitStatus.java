package io.github.cameljirasync.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The exit statuses of every command; scripts rely on their numbers. */
final class ExitStatus {

    /** All went well. */
    static final int OK = 0;
    /** Finished, and some issues are in dead letters. */
    static final int DEAD_LETTERS = 1;
    /** A setting, an option, a route or a mapping is wrong. */
    static final int MISCONFIGURED = 2;
    /** A credential was refused. */
    static final int REFUSED = 3;
    /** Jira, the target or the state store could not be reached; nothing is lost, the next run goes on. */
    static final int UNREACHABLE = 4;

    /** What a person has to mend comes before what mends itself. */
    private static final List<Integer> WORST_FIRST = List.of(MISCONFIGURED, REFUSED, UNREACHABLE, DEAD_LETTERS, OK);

    private ExitStatus() {
    }

    /** The one status for several; {@link #OK} for none. */
    static int worst(Collection<Integer> statuses) {
        return statuses.stream().min(Comparator.comparing(WORST_FIRST::indexOf)).orElse(OK);
    }
}
